"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const table = document.getElementById("heat");
  const body = table.tBodies[0];
  const asked = [...table.querySelectorAll("th.asked")];
  const rubrics = [...table.querySelectorAll(".rubric")];
  const ranks = ["conflict", "missing", "partial", "met"]; // of verdicts, the worst first
  const agencies = [...body.rows].map(read);

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, " ").trim();
  }

  // What is asked of a row again and again, read once: thousands of cells are slow to visit.
  function read(row, place) {
    const facts = [...row.cells].slice(0, -asked.length || undefined);
    const cells = asked.length ? [...row.cells].slice(-asked.length) : [];
    return {
      row,
      place, // in the order of names
      words: plain(facts.map((cell) => cell.textContent).join(" ")),
      tags: new Set([...row.querySelectorAll(".tags bdi")].map((tag) => tag.textContent)),
      numbers: facts.map((cell) => Number(cell.textContent)),
      verdicts: cells.map((cell) => cell.classList[0]),
    };
  }

  // --- filters ---------------------------------------------------------------------------------

  function fits(verdict, wanted) {
    return wanted === "gap" ? ranks.includes(verdict) && verdict !== "met" : verdict === wanted;
  }

  function columns(requirement, level) {
    if (requirement) return [Number(requirement)];
    return [...asked.keys()].filter((column) => !level || levelOf(asked[column]) === level);
  }

  function levelOf(heading) {
    return heading.classList.contains("recommended") ? "recommended" : "required";
  }

  function wanted() {
    const data = new FormData(form);
    const searched = plain(data.get("words")).split(" ");
    const looked = columns(data.get("requirement"), data.get("level"));
    return (agency) =>
      searched.every((word) => agency.words.includes(word)) &&
      (!data.get("tag") || agency.tags.has(data.get("tag"))) &&
      (!data.get("verdict") ||
        looked.some((column) => fits(agency.verdicts[column], data.get("verdict"))));
  }

  function filter() {
    const isWanted = wanted();
    for (const agency of agencies) agency.row.hidden = !isWanted(agency);
    const shown = agencies.filter((agency) => !agency.row.hidden).length;
    count.textContent = `${shown} of ${agencies.length} shown`;
    none.hidden = shown > 0;
    narrow(form.elements.level.value);
  }

  // Show the columns of one level; the rubrics above them span what is left.
  function narrow(level) {
    if (table.dataset.level === level) return; // also true of "" once it has been done
    table.dataset.level = level;
    let first = 0;
    for (const rubric of rubrics) {
      rubric.dataset.all ??= rubric.colSpan;
      const those = asked.slice(first, (first += Number(rubric.dataset.all)));
      const left = those.filter((heading) => !level || levelOf(heading) === level).length;
      rubric.hidden = !left;
      rubric.colSpan = left || 1;
      rubric.style.width = `calc(${left} * (2rem + 1px) - 1px)`;
    }
  }

  // --- order -----------------------------------------------------------------------------------

  // By the kind of a heading: which way a first click sorts, and by what of an agency.
  const orders = {
    name: { sign: 1, key: () => (agency) => agency.place },
    number: { sign: -1, key: (heading) => (agency) => agency.numbers[heading.cellIndex] },
    verdict: { sign: 1, key: (heading) => rankIn(asked.indexOf(heading)) },
  };
  const words = { 1: "ascending", "-1": "descending" };

  // The worst first; agencies that were not checked against it last, either way.
  function rankIn(column) {
    return (agency) => ranks.indexOf(agency.verdicts[column]);
  }

  function sort(heading) {
    const { sign: first, key } = orders[heading.dataset.sort];
    const sign = heading.ariaSort === words[first] ? -first : first;
    const keyOf = key(heading);
    const keyed = agencies.map((agency) => ({ agency, by: keyOf(agency) }));
    keyed.sort((a, b) => (a.by < 0) - (b.by < 0) || sign * (a.by - b.by) || a.agency.place - b.agency.place);
    for (const each of table.querySelectorAll("[aria-sort]")) each.removeAttribute("aria-sort");
    heading.ariaSort = words[sign];
    body.append(...keyed.map(({ agency }) => agency.row));
  }

  for (const heading of table.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(heading));
  }

  // --- cells -----------------------------------------------------------------------------------

  function about(event) {
    const cell = event.target.closest("td:not(.fact)");
    if (!cell) return {};
    const row = cell.parentElement;
    return { cell, row, heading: asked[cell.cellIndex - (row.cells.length - asked.length)] };
  }

  body.addEventListener("mouseover", (event) => {
    const { cell, row, heading } = about(event);
    if (cell) cell.title = `${row.querySelector("bdi").textContent}: ${heading.textContent}: ${cell.textContent}`;
  });
  body.addEventListener("click", (event) => {
    const { cell, row, heading } = about(event);
    const link = cell && row.querySelector("th > a");
    if (link) location.assign(`${link.href}#${encodeURIComponent(heading.dataset.key)}`);
  });

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("hint").hidden = false;
  form.hidden = false;
  filter();
})();
