"""Files before a real browser: nothing of them runs, and sending one is a matter of pasting it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from supportdesk.files.models import StoredFile
from tests.attached import LOG, picture, polyglots
from tickets.desk.actions.reply import reply
from tickets.desk.models import Attachment

EVERY_WAY = """async (address) => {
  const loaded = (element) => new Promise((done) => {
    element.onload = element.onerror = done;
    setTimeout(done, 400);
    document.body.append(element);
  });
  const made = (name, attribute) => Object.assign(document.createElement(name), { [attribute]: address });
  await Promise.all(
    [["script", "src"], ["img", "src"], ["iframe", "src"], ["embed", "src"], ["object", "data"]].map(
      ([name, attribute]) => loaded(made(name, attribute))
    )
  );
  const inside = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument?.title ?? "");
  return document.title + inside.join();
}"""


def test_a_polyglot_is_saved_and_never_run(at, ann, rob, ticket, told_with):
    """SEC-04: opened, framed, embedded, as a picture and as a script, from a page that may run scripts of its own."""
    made = polyglots()
    sent = {name: told_with(reply, ticket, rob, name, content) for name, content in made.items()}
    page = at(ann)
    page.goto(f"/tickets/{ticket.pk}")
    for name, one in sent.items():
        address = f"/tickets/{ticket.pk}/attachments/{one.pk}"
        assert "executed" not in page.evaluate(EVERY_WAY, address), name
        with page.expect_download() as saved:
            page.get_by_role("link", name=one.file.name, exact=True).click()
        assert Path(saved.value.path()).read_bytes() == made[name]
        assert saved.value.suggested_filename == one.file.name
        with pytest.raises(Exception, match="Download is starting"):
            page.goto(address)
        assert "executed" not in page.title(), name
    at.faults.clear()  # the browser says aloud what it refused to run


def test_rob_sends_a_picture(at, rob, ticket, tell):
    page = at(rob)
    page.goto(f"/tickets/{ticket.pk}")
    files = page.locator("[data-files]")
    files.locator("input[type=file]").set_input_files(
        [
            {"name": "shot.png", "mimeType": "image/png", "buffer": picture()},
            {"name": "a.log", "mimeType": "", "buffer": LOG},
        ]
    )
    expect(files.locator("input[name=attachments]")).to_have_count(2)
    expect(files.locator("img.file-picture")).to_have_count(1)
    expect(files.get_by_role("status")).to_contain_text("ready to be sent")
    files.get_by_role("button", name="Remove a.log").click()
    expect(files.locator("input[name=attachments]")).to_have_count(1)
    page.get_by_label("Your message").fill("This is what I see.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".talk img.file-picture")).to_have_count(1)
    shown = page.locator(".talk img.file-picture")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 60)
    assert Attachment.objects.get().file.name == "shot.png"
    assert StoredFile.objects.get(name="a.log").state == "open"


PASTE = """([kind, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([name + " was pasted"], name, { type: "text/plain" }));
  const field = document.querySelector("textarea[name=body]");
  const made = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  field.dispatchEvent(made);
}"""


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_ann_pastes_and_drops_into_a_note(at, ann, ticket, kind):
    page = at(ann)
    page.goto(f"/tickets/{ticket.pk}")
    page.locator("#mode-note").check(force=True)
    page.evaluate(PASTE, [kind, "trace.log"])
    expect(page.locator("[data-files] input[name=attachments]")).to_have_count(1)
    page.locator("textarea[name=body]").fill("See the trace.")
    page.get_by_role("button", name="Keep as internal note").click()
    expect(page.locator(".talk .said-note .file-name")).to_have_text("trace.log")
    assert Attachment.objects.get().internal


def test_what_cannot_be_sent_is_said(at, rob, ticket):
    page = at(rob)
    page.goto(f"/tickets/{ticket.pk}")
    files = page.locator("[data-files]")
    files.locator("input[type=file]").set_input_files([{"name": "empty.log", "mimeType": "", "buffer": b""}])
    expect(files.get_by_role("status")).to_contain_text("empty")
    expect(files.locator(".file")).to_have_count(0)


def test_without_a_script_the_form_carries_the_file(at, rob, ticket):
    page = at(rob, java_script_enabled=False)
    page.goto(f"/tickets/{ticket.pk}")
    page.locator("input[type=file]").set_input_files([{"name": "a.log", "mimeType": "", "buffer": LOG}])
    page.get_by_label("Your message").fill("Here.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".talk .file-name")).to_have_text("a.log")
