// The catalogue's address stays short: what was left empty is not sent.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "catalogue") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});
