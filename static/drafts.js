// Keeps on the server what is typed at a text, shortly after each change. The button "Keep as a draft" does the same.

const DELAY = 3000;

function typed(form) {
  const data = new FormData(form);
  data.delete("form_key"); // a key is good for one sending, and that is the person's
  [...data].filter(([, value]) => value instanceof File).forEach(([name]) => data.delete(name));
  data.set("keep", "1");
  return data;
}

function words(form) {
  return [...typed(form)].filter(([name]) => name !== "kept").join("\n");
}

function watch(line) {
  const form = line.closest("form");
  const other = form.querySelector("section[hidden]");
  let kept = words(form);
  let timer = 0;
  let busy = false;
  let stopped = false;

  function told(answer, now) {
    line.textContent = answer.says;
    if (answer.kept) form.elements.kept.value = answer.kept;
    if (answer.theirs !== undefined) {
      stopped = true; // two devices type at one text: the person decides, by the button
      other.querySelector(".theirs").textContent = answer.theirs;
      other.hidden = false;
    } else if (answer.kept) {
      kept = now;
      form.querySelectorAll("textarea").forEach((area) => { area.defaultValue = area.value; });
    }
  }

  async function send(now) {
    busy = true;
    try {
      const sent = await fetch(line.dataset.draft, { method: "POST", body: typed(form), headers: { Accept: "application/json" } });
      told(await sent.json(), now);
    } catch {
      line.textContent = line.dataset.failed;
    } finally {
      busy = false;
    }
    if (words(form) !== now) later();
  }

  function keep() {
    const now = words(form);
    if (!busy && !stopped && now !== kept) form.keeping = send(now);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(keep, DELAY);
  }

  form.addEventListener("input", later);
  form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  form.addEventListener("unsent", () => { stopped = false; });
  if ("unkept" in line.dataset) { kept = ""; later(); }
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
}

function bindDrafts(part) {
  part.querySelectorAll("[data-draft]").forEach(watch);
}

bindDrafts(document);
document.addEventListener("part", (event) => bindDrafts(event.target)); // a part of the page that a script put in
