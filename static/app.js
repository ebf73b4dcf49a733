// Two kindnesses for readers whose browser runs scripts. Everything works without this file.

// Browsers still report two of the region's zones by the names that IANA has retired.
const RENAMED = { "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Rangoon": "Asia/Yangon" };

function guessZone(select) {
  if (select.value) return;
  const named = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = RENAMED[named] || named;
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}

function hasUnsavedText(area) {
  const returned = area.form && area.form.querySelector(".errors");
  return area.value !== area.defaultValue || (returned && area.value !== "");
}

let leavingByForm = false;

document.querySelectorAll('select[data-guess="zone"]').forEach(guessZone);
window.addEventListener("submit", (event) => { leavingByForm = !event.defaultPrevented; });
window.addEventListener("pageshow", () => { leavingByForm = false; });
window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("textarea")].some(hasUnsavedText);
  if (unsaved && !leavingByForm) event.preventDefault();
});
