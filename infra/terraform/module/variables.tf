variable "name" {
  description = "Of the function, the API and what belongs to them: my-api-prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "name must be lower-case letters, digits and hyphens, at most 41."
  }
}

variable "zip" {
  description = "Path of dist/api.zip, made by npm run package on a machine of the function's architecture."
  type        = string

  validation {
    condition     = fileexists(var.zip)
    error_message = "zip must be the path of a file. Make it by npm run package."
  }
}

variable "architecture" {
  description = "Architecture of the machine that made the zip: V8 rejects a code cache of another, and every cold start is slower."
  type        = string

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture must be arm64 or x86_64."
  }
}

variable "routes_definitions" {
  description = "Of infra/generated/routes.auto.tfvars.json, which npm run contract writes."
  type = map(object({
    operation_name       = string
    route_key            = string
    api_key_required     = bool
    authorization_type   = string
    authorization_scopes = list(string)
    function             = optional(string)
  }))

  validation {
    condition     = alltrue([for route in var.routes_definitions : contains(["JWT", "NONE"], route.authorization_type)])
    error_message = "A route is authorized by JWT or, where it is public, NONE."
  }
}

variable "functions" {
  description = "Functions that add routes to the API (api: '../api' in their function.config.ts), by their names. Each is told what the API is told, but for sign-in, accounts and docs, and its own environment on top."
  type = map(object({
    zip         = string
    timeout     = optional(number, 28)
    memory_mb   = optional(number, 1024)
    environment = optional(map(string), {})
    statements = optional(list(object({
      actions   = list(string)
      resources = list(string)
    })), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for name, one in var.functions : can(regex("^[a-z][a-z0-9-]{0,31}$", name)) && fileexists(one.zip)])
    error_message = "functions must be named as their function.config.ts says, and each zip be the path of a file. Make it by npm run package."
  }

  validation {
    condition     = length(setsubtract(compact([for route in var.routes_definitions : route.function]), keys(var.functions))) == 0
    error_message = "A route is in a function that functions does not have. Say its zip there."
  }

  validation {
    condition     = alltrue([for name in keys(var.functions) : anytrue([for route in var.routes_definitions : coalesce(route.function, "-") == name])])
    error_message = "functions has one that no route is in. A function without routes belongs to workers."
  }

  validation {
    condition     = alltrue([for one in var.functions : one.timeout >= 1 && one.timeout <= 29])
    error_message = "The timeout of a function must be from 1 to 29 seconds: the gateway gives up after 30."
  }

  validation {
    condition     = alltrue(flatten([for one in var.functions : [for statement in one.statements : !strcontains(join(" ", concat(statement.actions, statement.resources)), "*")]]))
    error_message = "statements must have no wildcard. Name what the function may do, and to what."
  }
}

variable "workers" {
  description = "Functions that no gateway calls (kind: 'worker'), by their names, with their variables and schedules: { expression = \"rate(10 minutes)\" }."
  type = map(object({
    zip         = string
    timeout     = optional(number, 60)
    memory_mb   = optional(number, 1024)
    environment = optional(map(string), {})
    statements = optional(list(object({
      actions   = list(string)
      resources = list(string)
    })), [])
    schedules = optional(list(object({
      expression = string
      input      = optional(string, "{}")
    })), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for name, one in var.workers : can(regex("^[a-z][a-z0-9-]{0,31}$", name)) && fileexists(one.zip)])
    error_message = "workers must be named as their function.config.ts says, and each zip be the path of a file. Make it by npm run package."
  }

  validation {
    condition     = length(setintersection(keys(var.workers), keys(var.functions))) == 0
    error_message = "workers and functions have a name in common. A function is one or the other."
  }

  validation {
    condition     = alltrue([for one in var.workers : one.timeout >= 1 && one.timeout <= 900])
    error_message = "The timeout of a worker must be from 1 to 900 seconds."
  }

  validation {
    condition     = alltrue(flatten([for one in var.workers : [for statement in one.statements : !strcontains(join(" ", concat(statement.actions, statement.resources)), "*")]]))
    error_message = "statements must have no wildcard. Name what the function may do, and to what."
  }
}

variable "left_out" {
  description = "Route keys of what variables switch off (enabledBy in infra/generated/access.json): [\"POST /v1/auth/token\"]."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for key in var.left_out : contains([for route in var.routes_definitions : route.route_key], key)])
    error_message = "left_out names what is no route. Spell it as routes_definitions does."
  }
}

variable "jwt" {
  description = "Whose tokens the gateway takes. Of a Firebase project: https://securetoken.google.com/<project> and [<project>]."
  type = object({
    issuer   = string
    audience = list(string)
  })

  validation {
    condition     = startswith(var.jwt.issuer, "https://") && length(var.jwt.audience) > 0
    error_message = "jwt must have an https issuer and at least one audience."
  }
}

variable "environment" {
  description = "Variables of the function, beside those that the module sets: the README lists them."
  type        = map(string)

  validation {
    condition     = length(setintersection(keys(var.environment), ["RUNTIME", "AWS_API_GW_STAGE_NAME", "AWS_API_GW_MAPPING_KEY"])) == 0
    error_message = "RUNTIME, AWS_API_GW_STAGE_NAME and AWS_API_GW_MAPPING_KEY are set by the module. Use stage_name and mapping_key."
  }
}

variable "stage_name" {
  description = "Of the gateway, the first segment of the execute-api address; $default has none."
  type        = string
  default     = "mvp"
}

variable "mapping_key" {
  description = "Key of the custom domain's API mapping, where there is one: https://<domain>/<key>/v1/…"
  type        = string
  default     = null
}

variable "statements" {
  description = "What the function may do besides writing its log: read an SSM parameter with Google credentials, say."
  type = list(object({
    actions   = list(string)
    resources = list(string)
  }))
  default = []

  validation {
    condition     = alltrue([for statement in var.statements : !strcontains(join(" ", concat(statement.actions, statement.resources)), "*")])
    error_message = "statements must have no wildcard. Name what the function may do, and to what."
  }
}

variable "throttle" {
  description = "Requests a second to the whole API, and how many at once."
  type = object({
    rate  = number
    burst = number
  })
  default = { rate = 100, burst = 200 }

  validation {
    condition     = var.throttle.rate >= 1 && var.throttle.burst >= 1
    error_message = "throttle must have a rate and a burst of at least 1."
  }
}

variable "route_throttles" {
  description = "The same of single routes, by their keys."
  type = map(object({
    rate  = number
    burst = number
  }))
  default = { "POST /v1/auth/token" = { rate = 10, burst = 20 } }

  validation {
    condition     = alltrue([for key in keys(var.route_throttles) : contains([for route in var.routes_definitions : route.route_key], key)])
    error_message = "route_throttles names what is no route. Spell it as routes_definitions does."
  }
}

variable "cors_origins" {
  description = "Exact origins that browsers may call from; without any there is no CORS at all."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : !strcontains(origin, "*")])
    error_message = "cors_origins must be exact origins, never *."
  }
}

variable "execute_api" {
  description = "Whether the address that AWS gives replies; false leaves a domain of your own as the only way in."
  type        = bool
  default     = true
}

variable "origin" {
  description = "What a proxy before the API sends with each request (x-origin-secret), without which the functions reject it: ../cloudfront. next is the one that follows, while it is changed; client_address tells whose address is the client's. Needs execute_api = false. It is in the state of Terraform."
  type = object({
    secret         = string
    next           = optional(string)
    client_address = optional(string, "cloudfront")
  })
  default   = null
  sensitive = true

  validation {
    condition     = var.origin == null || !var.execute_api
    error_message = "execute_api must be false with origin: requests go to the domain, through the proxy."
  }

  validation {
    condition     = var.origin == null || alltrue([for secret in compact([try(var.origin.secret, ""), try(var.origin.next, "")]) : can(regex("^[\\x21-\\x2b\\x2d-\\x7e]{32,512}$", secret))])
    error_message = "Each secret of origin must be 32 to 512 visible characters of ASCII, without a comma."
  }

  validation {
    condition     = try(var.origin.next, null) == null || try(var.origin.next != var.origin.secret, true)
    error_message = "next of origin must be another than secret."
  }

  validation {
    condition     = var.origin == null || can(regex("^(peer|cloudfront|hops:[1-9]|header:[a-z][a-z0-9-]{0,63}|none)$", var.origin.client_address))
    error_message = "client_address of origin must be peer, cloudfront, hops:<1 to 9>, header:<name in lower case> or none."
  }
}

variable "memory_mb" {
  type    = number
  default = 1024

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "memory_mb must be from 128 to 10240."
  }
}

variable "reserved_concurrency" {
  description = "Invocations at once that are this function's alone, and the most that it may have; -1 shares the account's."
  type        = number
  default     = -1

  validation {
    condition     = var.reserved_concurrency != 0
    error_message = "reserved_concurrency of 0 stops the function. Leave it out, or set a number."
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
