// Draws the description of the read API; the page above says in words what matters.
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({ url: place.dataset.schema, domNode: place, deepLinking: true, supportedSubmitMethods: ["get"] });
