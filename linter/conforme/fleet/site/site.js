// Search over all services. Without it everything can be read: lists are pages.
(function () {
  "use strict";
  var form = document.getElementById("search"), box = document.getElementById("q"), hits = document.getElementById("hits");
  var found = document.getElementById("found"), turn = document.getElementById("turn");
  var before = document.getElementById("before"), after = document.getElementById("after");
  var SIZE = 15, place = 0, matches = [], asked = false;
  form.hidden = false;
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function load(then) {
    if (window.SERVICES) { then(); return; }
    if (asked) { return; }
    asked = true;
    var script = document.createElement("script"); // a file opened from a folder may load a script, never fetch data
    script.src = form.dataset.up + "services.js";
    script.onload = function () {
      window.SERVICES.forEach(function (item) { item.folded = fold(item.slice(0, 4).join(" ")); });
      then();
    };
    document.head.appendChild(script);
  }
  function show() {
    hits.textContent = "";
    matches.slice(place, place + SIZE).forEach(function (item) {
      var line = document.createElement("li"), link = document.createElement("a");
      link.href = form.dataset.up + form.dataset.lang + "/service/" + item[0] + ".html";
      link.textContent = form.dataset.lang === "fr" ? item[1] : item[2];
      line.appendChild(link);
      line.appendChild(document.createTextNode(" (" + item[3] + ")"));
      hits.appendChild(line);
    });
    turn.hidden = matches.length <= SIZE;
    before.disabled = place === 0;
    after.disabled = place + SIZE >= matches.length;
  }
  function search() {
    var words = fold(box.value).split(/\s+/).filter(Boolean);
    place = 0;
    matches = words.length ? window.SERVICES.filter(function (item) {
      return words.every(function (word) { return item.folded.indexOf(word) >= 0; });
    }) : [];
    found.textContent = !words.length ? "" : matches.length ? form.dataset.some.replace("{count}", matches.length) : form.dataset.none;
    show();
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); load(search); });
  box.addEventListener("input", function () { load(search); });
  before.addEventListener("click", function () { place = Math.max(0, place - SIZE); show(); });
  after.addEventListener("click", function () { place += SIZE; show(); hits.querySelector("a").focus(); });
}());
