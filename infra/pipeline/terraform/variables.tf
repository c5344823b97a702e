variable "service" {
  description = "Name of the service, as in serverless.yml."
  type        = string
  default     = "lambda-nest-api"
}

variable "connection" {
  description = "ARN of the connection to where the repository is, made and confirmed in the console."
  type        = string

  validation {
    condition     = can(regex(":(codeconnections|codestar-connections):[a-z0-9-]+:\\d{12}:connection/", var.connection))
    error_message = "connection must be the ARN of a connection."
  }
}

variable "repository" {
  description = "Repository, as owner/name."
  type        = string
}

variable "branch" {
  description = "Branch whose commits are released."
  type        = string
  default     = "main"
}

variable "release_role" {
  description = "ARN of the role of infra/release-role.yml, which deploys."
  type        = string
}

variable "architecture" {
  description = "Architecture of the function, and so of the machine that builds."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture must be arm64 or x86_64."
  }
}

variable "email" {
  description = "Who is told, by e-mail; AWS asks to confirm it."
  type        = string
  default     = ""
}

variable "slack" {
  description = "Ids of a workspace and a channel of Slack that are told: T0123ABCD/C0123ABCD."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^$|^[A-Z0-9]+/[A-Za-z0-9]+$", var.slack))
    error_message = "slack must be the ids of a workspace and a channel, T0123ABCD/C0123ABCD."
  }
}
