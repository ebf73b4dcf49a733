// At a text: names are offered after an @. Without this file one writes them out.

const FEW_LETTERS = /(?:^|[\s(])@([\p{L}\p{N}-]{2,40})$/u;

function names(area) {
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = `${area.id}-offers`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.dataset.names);
  area.setAttribute("aria-controls", list.id);
  area.setAttribute("aria-autocomplete", "list");
  area.after(list);
  let asked = "";
  let chosen = 0;

  const begun = () => (area.value.slice(0, area.selectionStart).match(FEW_LETTERS) || ["", ""])[1];

  function close() {
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    const offers = [...list.children];
    chosen = (number + offers.length) % offers.length;
    offers.forEach((offer, place) => offer.setAttribute("aria-selected", place === chosen));
    area.setAttribute("aria-activedescendant", offers[chosen].id);
  }

  function take(name) {
    const end = area.selectionStart;
    area.setRangeText(`${name} `, end - begun().length - 1, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
  }

  function offer({ name, says }, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.textContent = says;
    item.dataset.name = name;
    item.setAttribute("role", "option");
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
    return item;
  }

  async function ask() {
    const typed = begun();
    if (!typed) return close();
    asked = typed;
    const answer = await fetch(`${area.dataset.people}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer || !answer.ok || asked !== begun()) return;
    const found = await answer.json();
    list.replaceChildren(...found.map(offer));
    list.hidden = !found.length;
    if (found.length) mark(0);
  }

  const keys = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen - 1),
    Enter: () => take(list.children[chosen].dataset.name),
    Tab: () => take(list.children[chosen].dataset.name),
    Escape: close,
  };
  area.addEventListener("input", ask);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

function preview(button) {
  const form = button.form;
  const place = document.getElementById("preview");
  button.addEventListener("click", async (event) => {
    if (!place || !form.elements.text.value.trim()) return;
    event.preventDefault();
    const data = new FormData(form, button);
    data.delete("form_key");
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    const told = answer && await answer.json().catch(() => null);
    if (!told) return form.requestSubmit(button);
    const text = place.querySelector(".post-text");
    text.lang = form.elements.language.value;
    if (told.html) text.innerHTML = told.html; else text.textContent = told.says || "";
    place.hidden = false;
    place.focus();
  });
}

document.querySelectorAll("button[name=preview]").forEach(preview);
document.querySelectorAll("textarea[data-people]").forEach(names);
