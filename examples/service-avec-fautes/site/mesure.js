// Mesure d’utilisation sans témoin ni renseignement personnel; les événements sont ceux de docs/plan-de-mesure.md.

const _paq = (window._paq = window._paq || []);
_paq.push(["disableCookies"]);
_paq.push(["setTrackerUrl", "https://mesure.regie-camping.exemple.quebec/matomo.php"]);
_paq.push(["setSiteId", "1"]);
_paq.push(["trackPageView"]);
document.head.append(Object.assign(document.createElement("script"), { src: "https://mesure.regie-camping.exemple.quebec/matomo.js", async: true }));

export function evenement(nom) {
  if (nom === "demande_commencee") _paq.push(["trackEvent", "demande", "demande_commencee"]);
  if (nom === "lien_demande") _paq.push(["trackEvent", "demande", "lien_demande"]);
  if (nom === "demande_deposee") _paq.push(["trackEvent", "demande", "demande_deposee"]);
}
