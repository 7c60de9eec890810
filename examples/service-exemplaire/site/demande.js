// Dépose la demande, puis dit ce qu’il en est dans une zone que les lecteurs d’écran annoncent (constat C-4).

const formulaire = document.getElementById("demande");
const reponse = document.getElementById("reponse");

formulaire.addEventListener("submit", async (evenement) => {
  evenement.preventDefault();
  const { secteur, arrivee, nuits, personnes } = Object.fromEntries(new FormData(formulaire));
  const envoi = await fetch("/demandes", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secteur, arrivee, nuits: Number(nuits), personnes: Number(personnes) }),
  });
  const recu = await envoi.json();
  reponse.textContent = envoi.ok ? `Demande déposée. Son numéro est ${recu.numero}.` : recu.title;
});
