// A thread in the browser: answering where one reads, reacting without leaving it, what others wrote meanwhile.
// Everything works without this file, by links and by reloading.

const PAUSE = 30000;
const SLOWEST = 300000;
const SCRIPT = { Accept: "application/json" };
const news = document.querySelector("[data-since]");
const place = document.createComment("the form of an answer");
const reply = () => document.getElementById("reply");
const form = () => document.querySelector("#reply textarea[name=text]")?.form;

// Who comes by the address of a thread that was put into this one goes on to the post's own.
const was = new URL(location).searchParams.get("was");
const named = location.hash.match(/^#post-(\d+)$/);
if (was && named) location.replace(`${location.pathname.replace(/\/\d+-/, `/${was}-`)}?from=${named[1]}`);

if (form()) reply().before(place);

function read(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function say(words) {
  document.querySelector("[data-told]").textContent = words;
}

// The form stands under the post that is answered, or at the end of the page; what it says of that post only there.
function move(put) {
  put(reply());
  const under = Boolean(reply().closest(".post"));
  reply().querySelector("[data-back]").hidden = !under;
  reply().querySelectorAll("[data-instead]").forEach((one) => { one.hidden = under; });
}

function answer(post, number) {
  move((part) => post.append(part));
  form().elements.parent.value = number;
  form().elements.text.focus();
}

function answerThread() {
  move((part) => place.after(part));
  form().elements.parent.value = "";
  form().elements.text.focus();
}

// Puts in a post that was written since the page was made; false where the page does not show the one above it.
function add({ after, branch, html }) {
  const above = document.getElementById(`post-${after}`)?.closest(".post");
  if (!above) return false;
  const post = read(html).querySelector(".post");
  const around = above.closest(".tree > .branch");
  const begins = post.classList.contains("depth-0");
  (begins && around ? around : above).after(post);
  if (!begins && around) {
    around.open = true;
    around.querySelector("summary").textContent = branch;
  }
  return true;
}

// Puts the parts that are other now in the place of what they were.
function renew(html) {
  const made = read(html);
  document.querySelector(".head .hint").replaceWith(made.querySelector(".hint"));
  made.querySelectorAll("body > [id]").forEach((part) => {
    document.getElementById(part.id).replaceWith(part);
    part.dispatchEvent(new Event("part", { bubbles: true }));
  });
}

function wait({ since, upto }) {
  const link = news.querySelector("a");
  news.dataset.since = since;
  news.hidden = true;
  link.textContent = "";
  link.href = link.href.replace(/from=\d+/, `from=${upto + 1}`);
}

function put(told) {
  if (!told.posts.length || !told.posts.every(add)) return location.assign(told.address);
  renew(told.parts);
  if (told.said) move((part) => place.after(part));
  wait(told);
  say(told.says);
  const post = document.getElementById(`post-${told.said || told.posts[0].seq}`);
  post.tabIndex = -1;
  post.focus();
}

function refuse({ parts, detail }, sent) {
  if (!parts) return unsent(sent, detail);
  const under = reply().parentElement;
  renew(parts);
  move((part) => under.contains(part) || under.append(part));
  reply().querySelector(".errors")?.focus();
}

function unsent(sent, says) {
  const told = sent.querySelector("[data-unsent]");
  told.textContent = says || told.dataset.unsent;
  told.hidden = false;
  sent.dispatchEvent(new Event("unsent"));
}

async function post(sent) {
  const address = new URL(sent.action);
  address.searchParams.set("since", news.dataset.since.split("/").pop());
  await sent.keeping; // a draft must not arrive after the text it is of
  const taken = await fetch(address, { method: "POST", body: new FormData(sent), headers: SCRIPT });
  if (!taken.headers.get("Content-Type").includes("json")) return sent.submit(); // that page says more
  const told = await taken.json();
  if (told.posts) put(told); else refuse(told, sent);
}

document.addEventListener("submit", async (event) => {
  const sent = event.target;
  if (sent !== form() || event.submitter?.name) return;
  event.preventDefault();
  if (sent.ariaBusy) return;
  sent.ariaBusy = "true";
  await post(sent).catch(() => unsent(sent));
  sent.ariaBusy = null;
});

async function bring() {
  const { origin, pathname } = new URL(news.dataset.since, location);
  const address = new URL(pathname.replace(/since\/(\d+)$/, "after/$1"), origin);
  address.searchParams.set("page", news.dataset.page);
  put(await (await fetch(address, { headers: SCRIPT })).json());
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a, [data-back] button");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-back] button")) return answerThread();
  if (form() && link.matches('.post-acts a[href$="#reply"]')) {
    event.preventDefault();
    answer(link.closest(".post"), new URL(link.href).searchParams.get("reply"));
  } else if (link.matches("[data-since] a")) {
    event.preventDefault();
    bring().catch(() => location.assign(link.href));
  }
});

async function react(sent, button) {
  const answered = await fetch(sent.action, { method: "POST", body: new FormData(sent, button) });
  const shown = read(await answered.text());
  const post = button.closest(".post");
  const acts = shown.getElementById(post.id)?.querySelector(".post-acts");
  if (!acts) return location.reload();
  const which = button.value;
  post.querySelector(".post-acts").replaceWith(acts);
  acts.querySelector(`button[value="${which}"]`)?.focus();
}

document.getElementById("react")?.addEventListener("submit", (event) => {
  event.preventDefault();
  react(event.target, event.submitter).catch(() => location.reload());
});

async function look() {
  const asked = await fetch(news.dataset.since);
  if (!asked.ok) return asked.status >= 500;
  const told = await asked.json();
  const link = news.querySelector("a");
  if (told.says && link.textContent !== told.says) {
    link.textContent = told.says;
    news.hidden = false;
  }
  return true;
}

async function follow() {
  let pause = PAUSE;
  let goes = true;
  while (goes) {
    await new Promise((resume) => { setTimeout(resume, pause); });
    if (document.visibilityState === "hidden") continue;
    goes = await look().catch(() => true);
    pause = Math.min(pause * 1.2, SLOWEST);
  }
}

follow();
