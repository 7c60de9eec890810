import { defineConfig, devices } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  use: { baseURL: process.env.ADRESSE ?? "http://localhost:8080", locale: "fr-CA" },
  projects: [
    { name: "ordinateur", use: { ...devices["Desktop Firefox"] } },
    { name: "telephone", use: { ...devices["iPhone 13"] } },
  ],
});
