import assert from "node:assert/strict";
import { test } from "node:test";
import { limiteur } from "../debit.js";
import { liens } from "../liens.js";
import { page } from "../pages.js";
import { repondre } from "../serveur.js";

test("un lien de reprise ne sert qu’une fois", () => {
  const reprises = liens();
  const jeton = reprises.creer("PC-000001");
  assert.equal(reprises.utiliser(jeton), "PC-000001");
  assert.equal(reprises.utiliser(jeton), null);
});

test("un lien de reprise expire après trente minutes", () => {
  let heure = 0;
  const reprises = liens(() => heure);
  const jeton = reprises.creer("PC-000001");
  heure = 31 * 60_000;
  assert.equal(reprises.utiliser(jeton), null);
});

test("une même origine est limitée, puis acceptée de nouveau une minute plus tard", () => {
  let heure = 0;
  const accepte = limiteur(2, () => heure);
  assert.deepEqual([accepte("a"), accepte("a"), accepte("a"), accepte("b")], [true, true, false, true]);
  heure = 61_000;
  assert.equal(accepte("a"), true);
});

test("une demande déposée se suit par son numéro; une demande inconnue est introuvable", () => {
  const [statut, demande] = repondre("POST", "/demandes", { secteur: "LAC-NORD", arrivee: "2027-07-02", nuits: 2, personnes: 4 }, "c");
  assert.equal(statut, 201);
  assert.deepEqual(repondre("GET", `/demandes/${demande.numero}`, undefined, "c"), [200, demande]);
  assert.deepEqual(repondre("GET", "/demandes/PC-999999", undefined, "c"), [404]);
  assert.deepEqual(repondre("POST", "/demandes", { secteur: "LAC-NORD" }, "c"), [422]);
});

test("un secteur fermé ou plus de quatorze nuits sont refusés tout de suite, selon la table des règles", () => {
  const etat = (secteur, nuits) => repondre("POST", "/demandes", { secteur, arrivee: "2027-07-02", nuits, personnes: 4 }, "d")[1].etat;
  assert.deepEqual([etat("LAC-NORD", 14), etat("LAC-NORD", 15), etat("LAC-FERME", 2)], ["deposee", "refusee", "refusee"]);
});

test("seules les pages du site sont servies", async () => {
  assert.match((await page("/")).contenu.toString(), /Demander un permis de camping/);
  assert.equal(await page("/../package.json"), null);
  assert.equal(await page("/%2e%2e/package.json"), null);
});
