"use strict";
// Shows the conversations that fit what was typed and chosen.
const search = document.querySelector("#search");
const outcome = document.querySelector("#outcome");
const kind = document.querySelector("#kind");
const shown = document.querySelector("#shown");
const cases = [...document.querySelectorAll(".case")].map((element) => ({
  element,
  words: element.textContent.toLowerCase(),
}));

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, words: text } of cases) {
    const fits =
      words.every((word) => text.includes(word)) &&
      (!outcome.value || element.classList.contains(outcome.value)) &&
      (!kind.value || element.dataset.kind === kind.value);
    element.hidden = !fits;
    count += fits ? 1 : 0;
  }
  for (const group of document.querySelectorAll(".group")) {
    group.hidden = !group.querySelector(".case:not([hidden])");
  }
  shown.value = `${count} of ${cases.length} shown`;
}

for (const control of [search, outcome, kind]) {
  control.addEventListener("input", filter);
}
document.querySelector("#toggle").addEventListener("click", () => {
  const visible = cases.map(({ element }) => element).filter((element) => !element.hidden);
  const open = visible.some((element) => !element.open);
  for (const element of visible) {
    element.open = open;
  }
});
for (const button of document.querySelectorAll("[data-find]")) {
  button.addEventListener("click", () => {
    search.value = button.dataset.find;
    outcome.value = "";
    kind.value = "";
    filter();
    document.querySelector(".tools").scrollIntoView();
  });
}
filter();
