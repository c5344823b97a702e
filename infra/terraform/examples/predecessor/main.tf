# The predecessor's modules with this application. What follows was held against their sources at these commits.
terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.42.0"
    }
    # Of the placeholder that codeless-lambda makes.
    archive = {
      source  = "hashicorp/archive"
      version = "2.7.1"
    }
  }
}

# From routes.auto.tfvars.json.
variable "routes_definitions" {
  type = any
}

variable "firebase_project" {
  type = string
}

variable "common_tags" {
  type    = map(string)
  default = { service = "lambda-nest-api" }
}

locals {
  prefix      = "acme-nest-api"
  stage_name  = "mvp"
  mapping_key = "nest"
}

# Put there once by hand. Its value is in Terraform's state: keep that encrypted, and readable by few.
data "aws_ssm_parameter" "firebase_app_api_key" {
  name = "/lambda-nest-api/firebase-app-api-key"
}

module "lambda" {
  source      = "git::https://github.com/obytes/terraform-aws-codeless-lambda.git//modules/lambda?ref=d6e208499ad5e1c3f7fc2afa9980f0073738a26d"
  prefix      = local.prefix
  common_tags = var.common_tags
  description = "lambda-nest-api"

  runtime = "nodejs24.x"
  handler = "lambda.handler"
  # Below the 29 s of the module's integration: a caller is never told 503 while the function goes on and succeeds.
  timeout                = 28
  memory_size            = 1024
  logs_retention_in_days = 30

  envs = {
    RUNTIME                            = "LAMBDA"
    AWS_API_GW_STAGE_NAME              = local.stage_name
    AWS_API_GW_MAPPING_KEY             = local.mapping_key
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME = "groups"
    FIREBASE_PROJECT_ID                = var.firebase_project
    FIREBASE_APP_API_KEY               = data.aws_ssm_parameter.firebase_app_api_key.value
    # For a first look; see above.
    ACCOUNT_CHECK = "off"
  }
}

module "gateway" {
  source      = "git::https://github.com/obytes/terraform-aws-lambda-apigw.git//modules/gw?ref=5c80eaa14809b396b872a9369893fa0e9165fe29"
  prefix      = local.prefix
  common_tags = var.common_tags

  stage_name         = local.stage_name
  api_lambda         = module.lambda.lambda
  routes_definitions = var.routes_definitions
  jwt_authorizer = {
    issuer   = "https://securetoken.google.com/${var.firebase_project}"
    audience = [var.firebase_project]
  }

  access_logs_retention_in_days = 30
}

# https://api.example.com/nest/v1/docs
module "gato" {
  source      = "git::https://github.com/obytes/terraform-aws-gato.git//modules/core-route53?ref=8886c757c076dd1ae2ca5b06f41c273ed8019842"
  prefix      = local.prefix
  common_tags = var.common_tags

  r53_zone_id = var.zone_id
  cert_arn    = var.certificate_arn
  domain_name = "example.com"
  sub_domains = { stateless = "api", statefull = "live" }
  ws_apis     = []

  http_apis = [{
    id    = module.gateway.http_api_id
    key   = local.mapping_key
    stage = module.gateway.http_api_stage_name
  }]
}

variable "zone_id" {
  type = string
}

variable "certificate_arn" {
  type = string
}

output "function" {
  value = module.lambda.lambda.name
}

# The role that Google is told to trust.
output "function_role" {
  value = module.lambda.role.name
}
