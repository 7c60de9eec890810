variable "environnement" {
  default = "production"
}

variable "image" {
  default = "permis-camping:stable"
}

variable "sous_reseaux" {
  type = list(string)
}

# Montréal : les renseignements personnels restent au Québec.
provider "aws" {
  region = "ca-central-1"
}

resource "aws_ecs_cluster" "permis" {
  name = "permis-camping-${var.environnement}"
}

resource "aws_ecs_task_definition" "permis" {
  family                   = "permis-camping"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "permis", image = "registre.exemple.quebec/${var.image}", portMappings = [{ containerPort = 8080 }] }])
}

resource "aws_ecs_service" "permis" {
  name            = "permis-camping"
  cluster         = aws_ecs_cluster.permis.id
  task_definition = aws_ecs_task_definition.permis.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets = var.sous_reseaux
  }
}
