"""The graph for other programs: GraphML, JSON-LD, DOT."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from outputs.messages import say
from outputs.show_json import graph_json
from pipeline.rows import Graph, Node

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TYPES = {"letter": "Message", "attachment": "DigitalDocument", "agency": "GovernmentOrganization",
          "instrument": "Legislation", "directive": "Action", "task": "Action"}  # fmt: skip
_SHAPES = {
    "letter": "box",
    "attachment": "note",
    "agency": "ellipse",
    "instrument": "hexagon",
    "directive": "plaintext",
    "task": "component",
}


def to_graphml(graph: Graph) -> str:
    """GraphML, as Gephi, yEd and Cytoscape open it."""
    import networkx

    net = networkx.MultiDiGraph()
    for node in graph_json(graph)["nodes"]:
        net.add_node(node.pop("id"), **{name: _clean(value) for name, value in node.items()})
    for edge in graph_json(graph)["edges"]:
        net.add_edge(edge.pop("from"), edge.pop("to"), **{name: _clean(value) for name, value in edge.items()})
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *networkx.generate_graphml(net)])


def _clean(value: Any) -> Any:
    """A value as XML can hold it: no control characters, and an empty text for nothing."""
    return "" if value is None else _CONTROL.sub("", value) if isinstance(value, str) else value


def to_jsonld(graph: Graph) -> str:
    """JSON-LD in the words of schema.org, and of our own where it has none; each link stands with its evidence."""
    told = graph_json(graph)
    names = sorted({edge["relation"] for edge in told["edges"]})
    context: dict[str, Any] = {"@vocab": "https://schema.org/", "saraban": "urn:saraban:"}
    context |= {name: {"@id": f"saraban:{name}", "@type": "@id"} for name in names}
    context |= {name: f"saraban:{name}" for name in ("asRead", "why", "confidence", "received", "relation", "status")}
    context |= {end: {"@id": f"saraban:{end}", "@type": "@id"} for end in ("from", "to")}
    nodes = [_thing(node, [e for e in told["edges"] if e["from"] == node.id]) for node in graph.nodes]
    links = [
        {"@type": "saraban:Link", "from": _iri(e["from"]), "relation": e["relation"], "to": _iri(e["to"]),
         "asRead": e["as_read"], "confidence": e["confidence"], "why": e["why"]}
        for e in told["edges"]
    ]  # fmt: skip
    return json.dumps({"@context": context, "@graph": [*nodes, *links]}, ensure_ascii=False, indent=1)


def _thing(node: Node, edges: list[dict[str, Any]]) -> dict[str, Any]:
    thing: dict[str, Any] = {"@id": _iri(node.id), "@type": _TYPES.get(node.kind, "Thing"), "name": node.label}
    if node.kind == "letter":
        thing |= {"identifier": node.id, "received": node.present}
    if node.kind == "task":
        done = "Completed" if node.status == "done" else "Potential"
        thing |= {"actionStatus": f"https://schema.org/{done}ActionStatus", "status": node.status}
    if node.due:
        thing["endTime"] = node.due.isoformat()
    if node.date:
        thing["datePublished"] = node.date.isoformat()
    for edge in edges:
        thing.setdefault(edge["relation"], []).append(_iri(edge["to"]))
    return thing


def _iri(name: str) -> str:
    return "urn:saraban:node:" + quote(name, safe="")


def to_dot(graph: Graph) -> str:
    """DOT, as Graphviz draws it: what stands on a letter below it, letters not received dashed."""
    lines = ["digraph saraban {", '  rankdir=BT; node [fontname="Laksaman"]; edge [fontname="Laksaman", fontsize=10];']
    for node in graph.nodes:
        style = "" if node.present else ", style=dashed"
        label = node.id if node.kind == "letter" and "|" not in node.id else node.label
        lines.append(f"  {_quoted(node.id)} [label={_quoted(label)}, shape={_SHAPES.get(node.kind, 'box')}{style}];")
    for edge in graph.edges:
        style = ", style=dashed" if edge.confidence < 1 and edge.why.startswith("อ่านว่า") else ""
        label = _quoted(say(f"link-{edge.relation}"))
        lines.append(f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={label}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
