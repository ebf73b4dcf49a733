// A thread in the browser: answering under the post one reads, reacting without leaving it, word of new answers.
// Everything works without this file, by links and by reloading.

const PAUSE = 30000;
const SLOWEST = 300000;
const reply = document.getElementById("reply");

// The form goes under the post, and back to the end of the page.
function answerUnder(link) {
  const form = reply.querySelector("form");
  const back = reply.querySelector("[data-back]");
  form.elements.parent.value = new URL(link.href).searchParams.get("reply");
  reply.querySelector("blockquote")?.remove();
  link.closest(".post").append(reply);
  back.hidden = false;
  form.elements.text.focus();
}

if (reply && reply.querySelector("form")) {
  const place = document.createComment("");
  reply.before(place);
  reply.querySelector("[data-back] button").addEventListener("click", (event) => {
    reply.querySelector("form").elements.parent.value = "";
    event.target.parentElement.hidden = true;
    place.after(reply);
    reply.querySelector("form").elements.text.focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('.post-acts a[href$="#reply"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    answerUnder(link);
  });
}

async function react(form, button) {
  const sent = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  const shown = new DOMParser().parseFromString(await sent.text(), "text/html");
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

async function look(line) {
  const answer = await fetch(line.dataset.since);
  if (!answer.ok) return answer.status >= 500;
  const told = await answer.json();
  const link = line.querySelector("a");
  if (told.says && link.textContent !== told.says) {
    link.textContent = told.says;
    line.hidden = false;
  }
  return true;
}

async function follow(line) {
  let pause = PAUSE;
  let goes = true;
  while (goes) {
    await new Promise((resume) => { setTimeout(resume, pause); });
    if (document.visibilityState === "hidden") continue;
    goes = await look(line).catch(() => true);
    pause = Math.min(pause * 1.2, SLOWEST);
  }
}

document.querySelectorAll("[data-since]").forEach(follow);
