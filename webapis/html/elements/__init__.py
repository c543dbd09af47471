"""Every element of the HTML Standard; importing the package gives documents their element interfaces."""

import webapis.dom
import webapis.html.elements.html_element
import webapis.html.elements.interfaces
import webapis.svg.element
import webapis.svg.image
import webapis.svg.script
import webapis.svg.style  # noqa: F401
