# A stage of the API by our own module. Copy this folder beside yours; link or copy routes.auto.tfvars.json into it.
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

locals {
  # Where the zip was made: npm run package is for the machine that it runs on.
  architecture = "x86_64"
  google_key   = "/lambda-nest-api/google-key"
}

data "aws_caller_identity" "me" {}

data "aws_region" "here" {}

# Put there once by hand. Its value is in the state of Terraform: keep that encrypted, and readable by few.
data "aws_ssm_parameter" "firebase_app_api_key" {
  name = "/lambda-nest-api/firebase-app-api-key"
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
    # Routes for ADMINS look the account up in Firebase, with the key of a service account that the function reads in SSM.
    GOOGLE_CREDENTIALS_PARAMETER = local.google_key
    METRICS                      = "service"
  }

  statements = [{
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:${data.aws_region.here.region}:${data.aws_caller_identity.me.account_id}:parameter${local.google_key}"]
  }]
}

output "url" {
  value = module.api.url
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
