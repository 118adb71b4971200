// htmx adds no style of its own and runs no text; going back asks the server.
Object.assign(htmx.config, {
  includeIndicatorStyles: false, allowEval: false, historyCacheSize: 0, refreshOnHistoryMiss: true,
});

// The catalogue's address stays short: what was left empty is not sent.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "catalogue") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

// Marking a product for the comparison is no new search.
document.addEventListener("change", (event) => {
  if (event.target.name === "ma") event.stopPropagation();
}, true);
