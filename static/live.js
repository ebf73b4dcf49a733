// A meeting's page that is left open: its live parts ask for what is new, and what is written is sent without leaving
// the page. Everything works without this file, by reloading.

const PAUSE = 4000;
const SLOWEST = 60000;
let skew = 0;

function hear(answer) {
  const told = Date.parse(answer.headers.get("Date"));
  if (told) skew = told - Date.now();
}

function isBusy(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
}

async function refresh(part) {
  const answer = await fetch(part.dataset.live, { credentials: "same-origin" });
  hear(answer);
  const tag = answer.headers.get("ETag");
  if (!answer.ok || answer.redirected || tag === part.dataset.tag || isBusy(part)) return answer.ok;
  const held = document.activeElement && part.contains(document.activeElement) && document.activeElement.dataset.act;
  const opened = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  part.innerHTML = await answer.text();
  part.dataset.tag = tag;
  opened.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
  if (held) part.querySelector(`[data-act="${held}"]`)?.focus();
  tell(part);
  return true;
}

function tell(part) {
  const status = document.querySelector("[data-live-status]");
  const changed = part.querySelector("[data-says]");
  if (status && changed && status.textContent !== changed.dataset.says) status.textContent = changed.dataset.says;
}

async function follow(part) {
  let pause = PAUSE;
  for (;;) {
    await new Promise((resume) => { setTimeout(resume, pause); });
    if (document.visibilityState === "hidden") continue;
    const well = await refresh(part).catch(() => false);
    pause = well ? PAUSE : Math.min(pause * 2, SLOWEST);
  }
}

// The clock of the running item: minutes and seconds, and whether it is over its time.
function tick() {
  document.querySelectorAll("[data-clock]").forEach((clock) => {
    const gone = Math.max(0, Math.floor((Date.now() + skew - Date.parse(clock.dataset.clock)) / 1000));
    clock.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
    clock.classList.toggle("late", gone > 60 * Number(clock.dataset.minutes));
  });
}

function refreshAll() {
  document.querySelectorAll("[data-live]").forEach((part) => { refresh(part).catch(() => {}); });
}

// A quick form is sent behind the page. What is refused is sent again in full view, where the page says why.
async function sendQuietly(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), redirect: "manual", credentials: "same-origin" });
  if (answer.type !== "opaqueredirect") return form.submit();
  form.querySelectorAll("textarea, input[type=text]").forEach((field) => { field.value = ""; field.defaultValue = ""; });
  const key = form.querySelector("[name=form_key]");
  if (key) key.value = `${key.value.slice(0, 12)}${Math.random().toString(36).slice(2)}`;
  refreshAll();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const quick = form.closest("[data-quick]");
  if (!quick) return;
  event.preventDefault();
  sendQuietly(form, event.submitter).catch(() => {
    const status = document.querySelector("[data-live-status]");
    if (status) status.textContent = status.dataset.offline || "";
  });
});

document.querySelectorAll("[data-live]").forEach(follow);
setInterval(tick, 1000);
tick();
