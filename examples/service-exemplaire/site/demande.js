// Dépose la demande, puis dit ce qu’il en est dans une zone que les lecteurs d’écran annoncent (constat C-4).

import { evenement } from "./mesure.js";

const formulaire = document.getElementById("demande");
const reponse = document.getElementById("reponse");
const textes = await (await fetch(`textes/${document.documentElement.lang}.json`)).json();

formulaire.addEventListener("focusin", () => evenement("demande_commencee"), { once: true });

formulaire.addEventListener("submit", async (envoyee) => {
  envoyee.preventDefault();
  const { secteur, arrivee, nuits, personnes, courriel } = Object.fromEntries(new FormData(formulaire));
  const envoi = await fetch("/demandes", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secteur, arrivee, nuits: Number(nuits), personnes: Number(personnes), courriel }),
  });
  const { numero, etat } = await envoi.json();
  const phrases = envoi.ok ? [textes[`demande.${etat}`], textes["reprise.duree"]] : [textes[`erreur.${envoi.status}`] ?? textes["erreur.autre"]];
  reponse.textContent = phrases.join(" ").replace("{numero}", numero);
  if (envoi.ok) evenement("demande_deposee");
});
