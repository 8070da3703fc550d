"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const open = document.getElementById("open");
  const findings = [...document.querySelectorAll(".finding")];
  const groups = [...document.querySelectorAll(".group")];
  const words = new Map(findings.map((each) => [each, plain(each.textContent)]));

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, " ").trim();
  }

  function wanted() {
    const data = new FormData(form);
    const verdicts = new Set(data.getAll("verdict"));
    const searched = plain(data.get("words")).split(" ");
    const same = (name, value) => !data.get(name) || data.get(name) === value;
    return (each) =>
      verdicts.has(each.dataset.verdict) &&
      same("level", each.dataset.level) &&
      same("rubric", each.dataset.rubric) &&
      (!data.get("doubt") || "doubt" in each.dataset) &&
      searched.every((word) => words.get(each).includes(word));
  }

  function filter() {
    const isWanted = wanted();
    for (const each of findings) each.hidden = !isWanted(each);
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    const shown = findings.filter((each) => !each.hidden).length;
    count.textContent = `${shown} of ${findings.length} shown`;
    label();
  }

  function visible() {
    return findings.filter((each) => !each.hidden);
  }

  function label() {
    open.textContent = visible().some((each) => !each.open) ? "Open all" : "Close all";
  }

  // The overview of many agencies leads to "#rubric/requirement": it does not know the numbers.
  function isNamed({ dataset }) {
    return location.hash === `#${encodeURIComponent(`${dataset.rubric}/${dataset.requirement}`)}`;
  }

  // Go to what the address names, be it filtered out or folded away.
  function reveal() {
    const target = document.getElementById(location.hash.slice(1)) ?? findings.find(isNamed);
    if (!target) return;
    const finding = target.closest(".finding");
    if (finding?.hidden) {
      form.reset();
      filter();
    }
    if (finding) finding.open = true;
    const place = target === finding ? finding.querySelector("summary") : target;
    place.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches(".text, .findings, .finding") ? "start" : "center" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const mark = event.target.closest(".text mark[id]");
    if (link?.hash === location.hash && link.hash) {
      event.preventDefault(); // the address does not change, so nothing else would happen
      reveal();
    } else if (mark && !link && !String(getSelection())) {
      const back = mark.nextElementSibling.hash;
      if (back === location.hash) reveal();
      else location.hash = back;
    }
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("load", reveal); // the browser has gone there and taken the focus by then

  open.addEventListener("click", () => {
    const those = visible();
    const all = those.some((each) => !each.open);
    for (const each of those) each.open = all;
    label();
  });
  document.addEventListener("toggle", label, true);

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = findings.filter((each) => !each.open && each.dataset.verdict !== "met");
    for (const each of folded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });

  form.hidden = false;
  filter();
})();
