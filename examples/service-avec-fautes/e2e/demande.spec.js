import { expect, test } from "@playwright/test";

test("une personne dépose sa demande et reçoit son numéro", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Secteur").fill("LAC-NORD");
  await page.getByLabel("Jour d’arrivée").fill("2027-07-02");
  await page.getByLabel("Nombre de nuits").fill("2");
  await page.getByLabel("Nombre de personnes").fill("4");
  await page.getByRole("button", { name: "Déposer la demande" }).click();
  await expect(page.getByRole("status")).toContainText("PC-");
});

test("un renseignement oublié est dit à côté de la demande", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Déposer la demande" }).click();
  await expect(page.getByLabel("Secteur")).toBeFocused();
});
