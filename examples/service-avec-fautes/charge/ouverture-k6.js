// Le jour de l’ouverture de la saison : deux cents personnes à la fois (risque R-2).
import http from "k6/http";
import { check } from "k6";

export const options = { vus: 200, duration: "5m", thresholds: { http_req_duration: ["p(95)<800"], http_req_failed: ["rate<0.01"] } };

export default function () {
  const reponse = http.get("https://essai.regie-camping.exemple.quebec/");
  check(reponse, { "la page est servie": (recue) => recue.status === 200 });
}
