# A stage of the API by our own module, behind CloudFront with WAF. Copy this folder beside yours; link or copy routes.auto.tfvars.json into it.
terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.42.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

# CloudFront takes certificates and firewalls of this region alone.
provider "aws" {
  alias  = "cloudfront"
  region = "us-east-1"
}

# From routes.auto.tfvars.json.
variable "routes_definitions" {
  type = any
}

variable "firebase_project" {
  type = string
}

variable "zip" {
  type    = string
  default = "../../../../dist/api.zip"
}

# Certificates of eu-west-1 for origin_domain, and of us-east-1 for domain.
variable "certificate_arn" {
  type = string
}

variable "cloudfront_certificate_arn" {
  type = string
}

variable "hosted_zone_id" {
  type = string
}

locals {
  # Where the zip was made: npm run package is for the machine that it runs on.
  architecture  = "x86_64"
  domain        = "api.example.com"
  origin_domain = "origin.api.example.com"
  # JSON text with the key origin, of 32 characters at least.
  origin_secret = jsondecode(data.aws_secretsmanager_secret_version.origin.secret_string)["origin"]
}

# Put there once by hand. Its value is in the state of Terraform: keep that encrypted, and readable by few.
data "aws_ssm_parameter" "firebase_app_api_key" {
  name = "/lambda-nest-api/firebase-app-api-key"
}

data "aws_secretsmanager_secret_version" "origin" {
  secret_id = "lambda-nest-api/prod"
}

module "api" {
  source = "../../module"

  name               = "lambda-nest-api-prod"
  zip                = var.zip
  architecture       = local.architecture
  routes_definitions = var.routes_definitions
  # What the variables below leave off.
  left_out = [
    "GET /v1/admin/users",
    "GET /v1/admin/users/{id}",
    "POST /v1/admin/users/{id}/disable",
    "POST /v1/admin/users/{id}/enable",
    "PUT /v1/admin/users/{id}/grants",
    "POST /v1/admin/users/{id}/password-reset",
    "POST /v1/admin/users/{id}/revoke-sessions",
    "POST /v1/auth/sign-up",
  ]

  jwt = {
    issuer   = "https://securetoken.google.com/${var.firebase_project}"
    audience = [var.firebase_project]
  }

  environment = {
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME = "groups"
    FIREBASE_PROJECT_ID                = var.firebase_project
    FIREBASE_APP_API_KEY               = data.aws_ssm_parameter.firebase_app_api_key.value
    # Routes for ADMINS look no account up: the example of examples/own does.
    ACCOUNT_CHECK = "off"
    METRICS       = "service"
  }

  # The domain is the only way in, and what comes past CloudFront is rejected.
  execute_api = false
  origin      = { secret = local.origin_secret }
}

resource "aws_apigatewayv2_domain_name" "origin" {
  domain_name = local.origin_domain

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "origin" {
  api_id      = module.api.api_id
  domain_name = aws_apigatewayv2_domain_name.origin.id
  stage       = module.api.stage_name
}

resource "aws_route53_record" "origin" {
  zone_id = var.hosted_zone_id
  name    = local.origin_domain
  type    = "A"

  alias {
    name                   = aws_apigatewayv2_domain_name.origin.domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.origin.domain_name_configuration[0].hosted_zone_id
    evaluate_target_health = false
  }
}

module "cloudfront" {
  source    = "../../cloudfront"
  providers = { aws = aws.cloudfront }

  name            = "lambda-nest-api-prod-cloudfront"
  domain          = local.domain
  origin_domain   = local.origin_domain
  origin_secret   = local.origin_secret
  certificate_arn = var.cloudfront_certificate_arn
  hosted_zone_id  = var.hosted_zone_id
}

output "distribution_domain" {
  value = module.cloudfront.distribution_domain
}

output "function_name" {
  value = module.api.function_name
}

output "version" {
  value = module.api.version
}

output "role" {
  value = module.api.role
}
