// Sert l’API décrite dans openapi.yaml, et les pages. Les demandes sont gardées en mémoire : la base de données de la Régie n’est pas dans ce dépôt.

import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { admissibilite } from "./admissibilite.js";
import { limiteur } from "./debit.js";
import { liens } from "./liens.js";
import { page } from "./pages.js";

const demandes = new Map();
const reprises = liens();
const accepte = limiteur(30);

const ERREURS = { 404: "Aucune demande ne porte ce numéro.", 422: "Un renseignement manque.", 429: "Réessayez dans une minute." };

export function valider(demande) {
  const { secteur, arrivee, nuits, personnes } = demande ?? {};
  return Boolean(secteur && arrivee) && nuits >= 1 && nuits <= 30 && personnes >= 1 && personnes <= 30;
}

function deposer(corps) {
  if (!valider(corps)) return [422];
  const numero = `PC-${String(demandes.size + 1).padStart(6, "0")}`;
  demandes.set(numero, { numero, etat: admissibilite(corps) });
  return [201, demandes.get(numero)];
}

function lire(numero) {
  return demandes.has(numero) ? [200, demandes.get(numero)] : [404];
}

function envoyerLien(numero) {
  if (!demandes.has(numero)) return [404];
  reprises.creer(numero); // le service d’avis de la Régie l’envoie par courriel
  return [202];
}

export function repondre(methode, chemin, corps, origine) {
  if (!accepte(origine)) return [429];
  const [, ressource, numero, suite] = chemin.split("/");
  if (ressource !== "demandes") return [404];
  if (methode === "POST" && !numero) return deposer(corps);
  if (methode === "POST" && suite === "lien") return envoyerLien(numero);
  return methode === "GET" && numero && !suite ? lire(numero) : [404];
}

function lireJson(texte) {
  try {
    return JSON.parse(texte);
  } catch {
    return undefined;
  }
}

async function traiter(requete, reponse) {
  const trouvee = requete.method === "GET" && !requete.url.startsWith("/demandes") && (await page(requete.url));
  if (trouvee) return reponse.writeHead(200, { "content-type": trouvee.type }).end(trouvee.contenu);
  let texte = "";
  for await (const morceau of requete) texte += morceau;
  const [statut, contenu] = repondre(requete.method, requete.url, lireJson(texte), requete.socket.remoteAddress);
  const erreur = statut >= 400 && { title: ERREURS[statut], status: statut };
  reponse.writeHead(statut, { "content-type": erreur ? "application/problem+json" : "application/json" });
  reponse.end(JSON.stringify(erreur || contenu));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) createServer(traiter).listen(8080);
