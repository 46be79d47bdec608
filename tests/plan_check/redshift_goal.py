"""What of a Redshift state is not as another one: did the statements lead where they should?"""

LONG = {"COLLATE CI": "COLLATE CASE_INSENSITIVE", "COLLATE CS": "COLLATE CASE_SENSITIVE"}


def differences(found, wanted, keeps_old=False):
    """One line each. What the wanted state leaves to Redshift may be anything."""
    told = []
    tables = {it for it in found.tables if not (keeps_old and it.endswith("__kura_old"))}
    told += [f"{name} is left over" for name in sorted((tables | set(found.views)) - set(wanted.tables) - set(wanted.views))]
    told += [f"{name} is missing" for name in sorted({*wanted.tables, *wanted.views} - {*found.tables, *found.views})]
    told += [f"the schema {name} is missing" for name in sorted(wanted.schemas - found.schemas)]
    # A table that is kept keeps its schema.
    kept = {it.rpartition(".")[0] for it in found.tables} if keeps_old else set()
    told += [f"the schema {name} is left over" for name in sorted(found.schemas - wanted.schemas - kept - {"public"})]
    for name in sorted(set(found.tables) & set(wanted.tables)):
        told += [f"{name}: {it}" for it in of_table(found.tables[name], wanted.tables[name])]
    for name in sorted(set(found.views) & set(wanted.views)):
        told += [f"{name}: {it}" for it in of_view(found, wanted, name)]
    told += other_entries("comment", found.comments, wanted.comments, keeps_old)
    told += other_entries("grant", found.grants, wanted.grants, keeps_old)
    told += [f"{name} belongs to {found.owners.get(name)}" for name, owner in sorted(wanted.owners.items()) if found.owners.get(name) != owner]
    return told


def of_table(found, wanted):
    columns = {it.name: it for it in found.columns or []}
    aims = {it.name: it for it in wanted.columns or []}
    yield from (f"column {name} is left over" for name in columns if name not in aims)
    yield from (f"column {name} is missing" for name in aims if name not in columns)
    for name in columns.keys() & aims.keys():
        yield from of_column(columns[name], aims[name], wanted.is_encoded_automatically)
    for what in ("style", "sort_style", "keys", "primary", "foreign", "is_encoded_automatically"):
        if getattr(found, what) != getattr(wanted, what):
            yield f"{what} is {getattr(found, what)}, not {getattr(wanted, what)}"
    if wanted.style == "KEY" and found.dist != wanted.dist:
        yield f"the distribution key is {found.dist}, not {wanted.dist}"
    if wanted.sort_style in ("COMPOUND", "INTERLEAVED") and found.sort != wanted.sort:
        yield f"the sort key is {found.sort}, not {wanted.sort}"


def of_column(found, wanted, is_automatic):
    for what in ("whole_type", "nullable"):
        if getattr(found, what) != getattr(wanted, what):
            yield f"{what} of {found.name} is {getattr(found, what)}, not {getattr(wanted, what)}"
    for word, text in wanted.details.items():
        if LONG.get(found.details[word], found.details[word]) != LONG.get(text, text):
            yield f"{found.name} has {found.details[word] or f'no {word}'}, not {text or f'no {word}'}"
    if wanted.encoding and not is_automatic and found.encoding != wanted.encoding:
        yield f"the encoding of {found.name} is {found.encoding}, not {wanted.encoding}"


def of_view(found, wanted, name):
    if found.views[name][0] != wanted.views[name][0]:
        yield f"it is a {found.views[name][0]}"
    if found.queries.get(name) != wanted.queries.get(name):
        yield f"its query is {found.queries.get(name)}"
    if found.refresh.get(name) != wanted.refresh.get(name):
        yield "its refresh is another one"


def other_entries(what, found, wanted, keeps_old):
    for key in sorted(found.keys() | wanted.keys()):
        if found.get(key) != wanted.get(key) and not (keeps_old and key[0].endswith("__kura_old")):
            yield f"{what} on {' '.join(it for it in key if it)} is {found.get(key)}, not {wanted.get(key)}"
