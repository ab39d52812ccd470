"""Reading our OpenDocument files back, by a library that is not ours."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import odfdo

from qvtkit.export.render import render

if TYPE_CHECKING:
    from qvtkit.export.apparence import Apparence
    from qvtkit.export.document import Document


def opened(document: Document, apparence: Apparence | None = None) -> Any:
    return odfdo.Document(io.BytesIO(render(document, "odt", apparence).contenu))


def named(text: Any, element: Any) -> str:
    """Return the name shown of the style of the paragraph *element*, an automatic one told by its parent."""
    style = text.get_style("paragraph", element.get_attribute("text:style-name"))
    parent = style.get_attribute("style:parent-style-name")
    if style.get_attribute("style:display-name") is None:
        style = text.get_style("paragraph", parent)
    return str(style.get_attribute("style:display-name"))


def shape(text: Any, element: Any) -> dict[str, str]:
    """Return the properties of the automatic style of *element*."""
    properties = text.get_style("paragraph", element.get_attribute("text:style-name")).get_element(
        "style:paragraph-properties"
    )
    return dict(properties.attributes)


def whole_shape(text: Any, element: Any) -> dict[str, str]:
    """Return those properties with the ones that come from the style it is made from."""
    style = text.get_style("paragraph", element.get_attribute("text:style-name"))
    parent = text.get_style("paragraph", style.get_attribute("style:parent-style-name"))
    inherited = parent.get_element("style:paragraph-properties") if parent else None
    return (dict(inherited.attributes) if inherited else {}) | shape(text, element)


def styled(text: Any, name: str) -> list[str]:
    found = text.body.get_elements("//text:p|//text:h")
    return [element.inner_text for element in found if named(text, element) == name]


def part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render(document, "odt").contenu)) as archive:
        return archive.read(name).decode()
