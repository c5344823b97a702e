variable "name" {
  description = "Of the distribution, the firewall and its log: my-api-prod-cloudfront."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,60}$", var.name))
    error_message = "name must be lower-case letters, digits and hyphens, at most 61."
  }
}

variable "origin_domain" {
  description = "The domain of the API, which only CloudFront is to call: origin.api.example.com."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.origin_domain))
    error_message = "origin_domain must be a host name such as origin.api.example.com."
  }
}

variable "domain" {
  description = "The domain that callers use: api.example.com."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain)) && var.domain != var.origin_domain
    error_message = "domain must be a host name such as api.example.com, and another than origin_domain."
  }
}

variable "certificate_arn" {
  description = "The ARN of a certificate of us-east-1 for the domain."
  type        = string

  validation {
    condition     = can(regex("^arn:[\\w-]+:acm:us-east-1:\\d{12}:certificate/[\\w-]+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of a certificate of us-east-1."
  }
}

variable "hosted_zone_id" {
  description = "The zone that gets the records of the domain; without it you point the domain at CloudFront yourself."
  type        = string
  default     = null

  validation {
    condition     = var.hosted_zone_id == null || can(regex("^Z[A-Z0-9]{4,31}$", var.hosted_zone_id))
    error_message = "hosted_zone_id must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ."
  }
}

variable "origin_secret" {
  description = "What is sent with each request, and the API is told as origin: 32 characters at least. It is in the state of Terraform."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[\\x21-\\x2b\\x2d-\\x7e]{32,512}$", var.origin_secret))
    error_message = "origin_secret must be 32 to 512 visible characters of ASCII, without a comma."
  }
}

variable "requests_per_five_minutes" {
  description = "Requests of one address within five minutes, beyond which it gets 403."
  type        = number
  default     = 2000

  validation {
    condition     = var.requests_per_five_minutes >= 10 && var.requests_per_five_minutes <= 2000000000
    error_message = "requests_per_five_minutes must be from 10 to 2000000000."
  }
}

variable "sign_ins_per_five_minutes" {
  description = "The same of requests to sign in (paths that end in /v1/auth/token)."
  type        = number
  default     = 50

  validation {
    condition     = var.sign_ins_per_five_minutes >= 10 && var.sign_ins_per_five_minutes <= 2000000000
    error_message = "sign_ins_per_five_minutes must be from 10 to 2000000000."
  }
}

variable "log_retention_days" {
  type    = number
  default = 30
}

variable "tags" {
  type    = map(string)
  default = {}
}
