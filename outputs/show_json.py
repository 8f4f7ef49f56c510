"""A hit, the graph or a doubtful value as JSON for other programs; a letter's is the contract (contract.py)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from outputs.checklist import reasons
from pipeline.rows import Edge, Graph, Hit, Node, ReviewRow


def hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "reference_number": hit.reference_number or None,
        "date": hit.date.isoformat() if hit.date else None,
        "sender": hit.sender,
        "subject": hit.subject,
        "kind": "directive" if hit.directive else "letter",
        "label": hit.label,
        "snippet": hit.snippet,
        "due": hit.due.isoformat() if hit.due else None,
        "file": hit.file,
        "page": hit.page,
        "score": hit.score,
    }


def graph_json(graph: Graph) -> dict[str, Any]:
    """The graph in DESIGN's contract."""
    return {"nodes": [_node_json(n) for n in graph.nodes], "edges": [_edge_json(e) for e in graph.edges]}


def _node_json(node: Node) -> dict[str, Any]:
    """A node; of a task also what was said of it, and its day."""
    dated = node.date.isoformat() if node.date else None
    told = {"id": node.id, "kind": node.kind, "label": node.label, "date": dated, "present": node.present}
    if node.kind == "task":
        told |= {"status": node.status, "due": node.due.isoformat() if node.due else None}
    return told


def _edge_json(edge: Edge) -> dict[str, Any]:
    return {
        "from": edge.source,
        "relation": edge.relation,
        "to": edge.target,
        "as_read": edge.as_read,
        "confidence": edge.confidence,
        "why": edge.why,
    }


def review_json(row: ReviewRow) -> dict[str, Any]:
    return {
        "reference_number": row.reference_number or None,
        "field": row.field,
        "as_read": row.as_read,
        "doubts": list(row.doubts),
        "why": list(reasons(row.doubts, row.confidence)),
        "confidence": row.confidence,
        "alternatives": [asdict(other) for other in row.alternatives],
        "file": row.file,
        "page": row.page,
    }
