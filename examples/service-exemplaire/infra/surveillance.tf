# Un parcours est essayé de l’extérieur chaque minute; les erreurs et la lenteur préviennent l’équipe d’exploitation.
resource "aws_route53_health_check" "demande" {
  fqdn              = "permis.regie-camping.exemple.quebec"
  resource_path     = "/"
  type              = "HTTPS"
  port              = 443
  request_interval  = 30
  failure_threshold = 3
}

resource "aws_sns_topic" "exploitation" {
  name = "alertes-exploitation"
}

resource "aws_cloudwatch_metric_alarm" "erreurs" {
  alarm_name          = "permis-camping-erreurs-5xx"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.exploitation.arn]
}
