"""Step 4: drafted, revised, compared, consulted on, commented, answered."""

from tests.browser.person import Person, wall

TITLE = "Who answers for a tool"
TEXT = (
    "## Whereas\n\nTools are used on wards.\n\nSome of them err.\n\n## We ask\n\n"
    "That every ward names who answers for its tools."
)


def draft_and_consult(cast) -> str:
    editor, advocate = cast("regulator"), cast("advocate")
    statement = draft(editor)
    editor.follow("Open a consultation")
    editor.fill(closes_at=wall(days=14), scope_note="Whether a ward can do this.")
    editor.press("Open the consultation")
    advocate.go(statement)
    advocate.go(f"{statement}/comment?clause=3")
    advocate.fill(words="Patients should learn the name too.")
    advocate.press("Send the comment")
    dispose(editor, statement)
    officer = cast("secretariat")
    officer.go(statement)
    officer.follow("End the consultation early")
    officer.fill(reason="Everyone has spoken.")
    officer.press("End the consultation early")
    return statement


def draft(editor: Person) -> str:
    editor.go("/statements/new")
    editor.fill(title=TITLE, source=TEXT)
    editor.choose(space="working-group-on-adverse-events")
    editor.press("Save the first revision")
    statement = editor.at
    editor.follow("Revise the text")
    editor.fill(source=TEXT.replace("Some of them err", "All of them err at times"), summary="Milder.")
    editor.press("Save as the next revision")
    editor.follow("What changed last")
    assert editor.page.locator("ins").count() and editor.page.locator("del").count()
    editor.go(statement)
    return statement


def dispose(editor: Person, statement: str) -> None:
    """An editor finds the comment on home, and cannot answer it without a reason."""
    editor.go(f"{statement}/comments/1")
    editor.choose(disposition="not_accepted")
    editor.press("Record the answer")
    assert editor.refused()
    editor.fill(reason="The next statement is about patients.")
    editor.press("Record the answer")
