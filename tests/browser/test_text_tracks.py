"""Text tracks: files of cues, modes and their events; media elements where nothing can be played."""

from urllib.parse import quote

import pytest

from browser import open_page
from tests.unit.webapis.recording_host import RecordingHost
from webapis.dom.agent import Agent
from webapis.dom.document import Document
from webapis.media.cues import VTTCue
from webapis.media.webvtt import parse_webvtt

FILE = """WEBVTT a title

REGION
id:bottom
width:40%
lines:2

NOTE nothing --
of interest

first
00:01.000 --> 00:02.500 align:start position:10%,line-left size:35%
<b>Hello</b> &amp; <v.loud Ada>you</v>

01:00:00.000 --> 01:00:01.000 line:-1 region:bottom
late

bad --> line
not a cue

00:00.000 --> 00:01.000 region:bottom
early
two lines
"""


def cues_of(text: str) -> list[VTTCue] | None:
    document = Document(Agent(RecordingHost())).implementation.create_html_document("")
    found = parse_webvtt(document, text.encode())
    return None if found is None else [cue for cue in found if isinstance(cue, VTTCue)]


def test_files() -> None:
    cues = cues_of(FILE)
    assert cues is not None
    assert [(cue.id, cue.start_time, cue.end_time) for cue in cues] == [
        ("first", 1.0, 2.5),
        ("", 3600.0, 3601.0),
        ("", 0.0, 1.0),
    ]
    first, late, early = cues
    assert (first.align, first.position, first.position_align, first.size) == ("start", 10.0, "line-left", 35.0)
    assert (late.line, late.snap_to_lines, late.region) == (-1.0, True, None)
    assert early.text == "early\ntwo lines" and early.region is not None and early.region.width == 40


def test_numbers_of_any_length() -> None:
    digits = "9" * 5000
    file = f"WEBVTT\n\nREGION\nid:a\nlines:{digits}\n\n{digits}:00:00.000 --> 00:01.000 region:a\nx"
    (cue,) = cues_of(file) or []
    assert cue.start_time == float("inf") and cue.region is not None and cue.region.lines == 3


@pytest.mark.parametrize("text", ["", "WEBVT", "WEBVTTX\n\n", " WEBVTT"])
def test_what_is_no_such_file(text: str) -> None:
    assert cues_of(text) is None


@pytest.mark.parametrize("timing", ["00:60.000 --> 01:00.000", "0:01.000 --> 00:02.000", "00:01.00 --> 00:02.000"])
def test_timings_that_are_none(timing: str) -> None:
    assert cues_of(f"WEBVTT\n\n{timing}\ntext\n\n00:01.000-->00:02.000\nkept\n") is not None
    found = cues_of(f"WEBVTT\n\n{timing}\ntext\n\n00:01.000-->00:02.000\nkept\n") or []
    assert [cue.text for cue in found] == ["kept"]


def test_markup() -> None:
    with open_page() as page:
        assert (
            page.evaluate("""(() => {
                const cue = new VTTCue(0, 1, "<b>Hello</b> &amp; <v.loud Ada L>you</v><00:01.000><lang en>x<x>y</lang></c>"), div = document.createElement("div");
                div.append(cue.getCueAsHTML());
                return div.innerHTML;
            })()""")
            == '<b>Hello</b> &amp; <span class="loud" title="Ada L">you</span><?timestamp 00:00:01.000><span lang="en">xy</span>'
        )


def test_track_elements_load_when_their_mode_wants_it() -> None:
    with open_page() as page:
        page.set_content(f"""<video><track src="data:text/vtt,{quote(FILE)}" srclang=en label=words></video><script>
          const log = [], video = document.querySelector("video"), element = document.querySelector("track"), {{ track }} = element;
          video.textTracks.onaddtrack = (event) => log.push("add", event.track === track);
          video.textTracks.onchange = () => log.push("change");
          element.onload = () => log.push("load", element.readyState, track.cues.length, track.cues[0].text.length);
          log.push(track.kind, track.label, track.language, track.cues, element.readyState);
          setTimeout(() => track.mode = "hidden");
        </script>""")
        page.settle()
        assert page.evaluate("log.map(String).join()") == ("subtitles,words,en,null,0,add,true,change,load,2,3,15")


def test_what_cannot_be_played_fails() -> None:
    with open_page() as page:
        page.set_content("""<video></video><script>
          const log = [], video = document.querySelector("video");
          for (const type of ["loadstart", "error", "emptied", "play", "volumechange"]) video.addEventListener(type, () => log.push(type));
          video.play().catch((error) => log.push(error.name));
          video.src = "movie.webm";
          video.volume = 0.5;
          try { video.volume = 2 } catch (error) { log.push(error.name) }
          log.push(video.canPlayType("video/webm"), video.networkState);
          onload = () => setTimeout(() => log.push(video.error.code, video.networkState));
        </script>""")
        page.settle()
        log = str(page.evaluate("log.map(String).join()"))
        assert log.startswith("IndexSizeError,,3") and log.endswith("4,3")
        assert "loadstart" in log and "error" in log and "volumechange" in log
