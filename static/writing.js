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
  button.addEventListener("click", async (event) => {
    const place = document.getElementById("preview");
    if (!place || !form.elements.text.value.trim()) return;
    event.preventDefault();
    const data = new FormData(form, button);
    data.delete("form_key");
    data.delete("files");
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

function uploads(box) {
  const form = box.closest("form");
  const field = form.elements.files;
  const area = form.elements.text;

  function line() {
    const item = document.createElement("div");
    item.className = "choice";
    box.append(item);
    return item;
  }

  function attached(item, { id, says, asks }) {
    const tick = document.createElement("input");
    const label = document.createElement("label");
    Object.assign(tick, { type: "checkbox", name: "attached", value: id, checked: true, id: `attached-file-${id}` });
    label.htmlFor = tick.id;
    label.textContent = says;
    item.replaceChildren(tick, label);
    if (asks) item.after(described(id, asks));
    form.dispatchEvent(new Event("input"));
  }

  function described(id, asks) {
    const field = document.createElement("div");
    const input = document.createElement("input");
    const label = document.createElement("label");
    field.className = "field";
    Object.assign(input, { id: `shows-${id}`, name: `shows-${id}`, maxLength: 300 });
    label.htmlFor = input.id;
    label.textContent = asks;
    field.append(label, input);
    return field;
  }

  function refused(item, says) {
    item.className = "error-text";
    item.setAttribute("role", "alert");
    item.textContent = says;
  }

  function send(file) {
    const item = line();
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", file.name);
    item.append(bar, ` ${file.name}`);
    const data = new FormData();
    data.set("csrf_token", form.elements.csrf_token.value);
    data.set("files", file);
    const sent = new XMLHttpRequest(); // fetch tells nothing of how far it is
    sent.open("POST", box.dataset.upload);
    sent.setRequestHeader("Accept", "application/json");
    sent.responseType = "json";
    sent.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; });
    sent.addEventListener("error", () => refused(item, box.dataset.failed));
    sent.addEventListener("load", () => {
      const told = sent.response || {};
      if (told.id) attached(item, told); else refused(item, told.says || told.detail || box.dataset.failed);
    });
    sent.send(data);
  }

  function take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    [...files].forEach(send);
  }

  form.elements.shows.closest(".field").hidden = true; // each image has a field of its own
  field.addEventListener("change", (event) => { take(event, field.files); field.value = ""; });
  area.addEventListener("paste", (event) => take(event, event.clipboardData.files));
  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => take(event, event.dataTransfer.files));
}

function bindTools(part) {
  part.querySelectorAll("[data-upload]").forEach(uploads);
  part.querySelectorAll("button[name=preview]").forEach(preview);
  part.querySelectorAll("textarea[data-people]").forEach(names);
}

bindTools(document);
document.addEventListener("part", (event) => bindTools(event.target)); // a part of the page that a script put in
