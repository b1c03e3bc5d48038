"""Lists come in pages; a world's pages are short, so that a client that reads only the first one is found out."""

from urllib.parse import urlencode

from call import Listed, Whole


def page(world, call, answer):
    """One page of a list and the header that leads to the next; anything else as it is."""
    if isinstance(answer, Whole):
        return answer, {}
    listed = answer if isinstance(answer, Listed) else Listed(None, answer) if isinstance(answer, list) else None
    if listed is None:
        return answer, {}
    size = min(positive(call.query.get("per_page"), listed.per_page), listed.at_most, world.page_size)
    number = positive(call.query.get("page"), 1)
    items = listed.items[(number - 1) * size:number * size]
    last = max((len(listed.items) + size - 1) // size, 1)
    numbers = {"prev": number - 1, "next": number + 1, "first": 1, "last": last}
    wanted = (["prev", "first"] if number > 1 else []) + (["next", "last"] if number < last else [])
    links = [f'<{address(world, call, numbers[name])}>; rel="{name}"' for name in wanted]
    return {"total_count": len(listed.items), listed.key: items} if listed.key else items, {"Link": ", ".join(links)} if links else {}


def address(world, call, number):
    return f"{world.url}{call.path}?{urlencode({**call.query, 'page': number})}"


def positive(text, otherwise):
    """What is no number of pages is overlooked, as GitHub does."""
    return int(text) if text and text.isdecimal() and int(text) > 0 else otherwise
