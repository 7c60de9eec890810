// Sert les pages de site/ et la trousse du Système de design gouvernemental; rien d’autre du disque.

import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const DOSSIERS = { "/trousse/": new URL("../node_modules/qc-trousse-sdg/dist/", import.meta.url), "/": new URL("../site/", import.meta.url) };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".txt": "text/plain" };

export async function page(adresse) {
  const chemin = new URL(adresse, "http://localhost").pathname;
  const debut = Object.keys(DOSSIERS).find((un) => chemin.startsWith(un));
  const fichier = new URL(`.${chemin.slice(debut.length - 1)}${chemin.endsWith("/") ? "index.html" : ""}`, DOSSIERS[debut]);
  if (!fichier.href.startsWith(DOSSIERS[debut].href)) return null;
  const contenu = await readFile(fichier).catch(() => null);
  return contenu && { contenu, type: `${TYPES[extname(fichier.pathname)] ?? "application/octet-stream"}; charset=utf-8` };
}
