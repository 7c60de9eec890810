# Un parcours est essayé de l’extérieur chaque minute.
resource "aws_route53_health_check" "demande" {
  fqdn              = "permis.regie-camping.exemple.quebec"
  resource_path     = "/"
  type              = "HTTPS"
  port              = 443
  request_interval  = 30
  failure_threshold = 3
}
