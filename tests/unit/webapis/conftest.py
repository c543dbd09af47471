"""What tests of the Web APIs start from."""

import pytest

from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.document import Document


@pytest.fixture
def host() -> RecordingHost:
    return RecordingHost()


@pytest.fixture
def agent(host: RecordingHost) -> Agent:
    return Agent(host)


@pytest.fixture
def document(agent: Agent) -> Document:
    """An HTML document with a head and a body."""
    return Document(agent).implementation.create_html_document("test")
