"""Sourcefabric's posts: groups of items, ordered by their times and not by `order`."""

from typing import Any


def post(**fields: Any) -> dict[str, Any]:
    return {
        "_id": "urn:1",
        "published_date": "2016-06-14T10:00:00+00:00",
        "groups": [{"refs": [{"item": {"item_type": "text", "text": "Ein Text."}}]}],
        **fields,
    }
