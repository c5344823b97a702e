# Functions beside the one that describes the API: those that add routes to it, and workers.
locals {
  # What the one that describes the API has alone, as the stack has it: libs/toolkit/src/function/api-alone.ts.
  of_api_alone = ["FIREBASE_APP_API_KEY", "SIGN_IN_TABLE", "DOCS_CLIENT_ID", "DOCS_SCOPES", "DOCS_EMULATOR_USERS", "ROUTE_SCOPES"]
  off          = { AUTH_PASSWORD_FLOW = "off", AUTH_SIGN_UP = "off", ACCOUNTS = "off", DOCS = "off" }

  # A function rejects scopes of routes that it does not have, so each is told those that are of no other one; "" describes the API.
  function_of = { for route in var.routes_definitions : route.route_key => route.function == null ? "" : route.function }
  set_scopes  = compact(split(",", lookup(var.environment, "ROUTE_SCOPES", "")))
  scopes_of = {
    for name in concat([""], keys(var.functions)) : name => join(",", [
      for entry in local.set_scopes : entry
      if lookup(local.function_of, replace(trimspace(replace(entry, "/=[^=]*$/", "")), "/\\s+/", " "), name) == name
    ])
  }
  scopes_variable = { for name, scopes in local.scopes_of : name => scopes == "" ? {} : { ROUTE_SCOPES = scopes } }

  of_gateway = merge(
    { RUNTIME = "LAMBDA", AWS_API_GW_STAGE_NAME = var.stage_name },
    var.mapping_key == null ? {} : { AWS_API_GW_MAPPING_KEY = var.mapping_key },
  )

  # What the proxy before the API proves itself with. Whether there is one is no secret.
  of_origin = nonsensitive(var.origin == null) ? {} : merge(
    { ORIGIN_SECRET = var.origin.secret, CLIENT_ADDRESS = var.origin.client_address },
    nonsensitive(var.origin.next == null) ? {} : { ORIGIN_SECRET_NEXT = var.origin.next },
  )

  added = merge(
    {
      for name, one in var.functions : name => {
        zip        = one.zip
        timeout    = one.timeout
        memory_mb  = one.memory_mb
        statements = one.statements
        environment = merge(
          { for key, value in var.environment : key => value if !contains(local.of_api_alone, key) },
          local.off,
          local.scopes_variable[name],
          one.environment,
          local.of_gateway,
        )
      }
    },
    {
      for name, one in var.workers : name => {
        zip         = one.zip
        timeout     = one.timeout
        memory_mb   = one.memory_mb
        statements  = one.statements
        environment = one.environment
      }
    },
  )
}

resource "aws_cloudwatch_log_group" "added" {
  for_each = local.added

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

data "aws_iam_policy_document" "added" {
  for_each = local.added

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.added[each.key].arn}:*"]
  }

  dynamic "statement" {
    for_each = each.value.statements

    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

# Known beforehand too, so that Google can trust those that look accounts up: see google-credentials.md.
resource "aws_iam_role" "added" {
  for_each = local.added

  name               = "${var.name}-${data.aws_region.here.region}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "added" {
  for_each = local.added

  name   = "function"
  role   = aws_iam_role.added[each.key].name
  policy = data.aws_iam_policy_document.added[each.key].json
}

resource "aws_lambda_function" "added" {
  for_each = local.added

  function_name    = "${var.name}-${each.key}"
  role             = aws_iam_role.added[each.key].arn
  runtime          = "nodejs24.x"
  handler          = "lambda.handler"
  architectures    = [var.architecture]
  filename         = each.value.zip
  source_code_hash = filebase64sha256(each.value.zip)
  memory_size      = each.value.memory_mb
  timeout          = each.value.timeout
  # Nothing calls a version of a worker: its schedules invoke what was deployed last.
  publish = contains(keys(var.functions), each.key)
  tags    = var.tags

  environment {
    variables = merge(each.value.environment, contains(keys(var.functions), each.key) ? local.of_origin : {})
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.added[each.key].name
    log_format            = "JSON"
    application_log_level = "TRACE"
    system_log_level      = "INFO"
  }
}

resource "aws_lambda_runtime_management_config" "added" {
  for_each = local.added

  function_name     = aws_lambda_function.added[each.key].function_name
  update_runtime_on = "FunctionUpdate"
}

# As that of the API: who releases moves it, and moves them together.
resource "aws_lambda_alias" "added" {
  for_each = var.functions

  name             = "live"
  function_name    = aws_lambda_function.added[each.key].function_name
  function_version = aws_lambda_function.added[each.key].version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

resource "aws_lambda_permission" "added" {
  for_each = var.functions

  statement_id  = "gateway"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = aws_lambda_function.added[each.key].function_name
  qualifier     = aws_lambda_alias.added[each.key].name
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/${var.stage_name}/*"
}

resource "aws_apigatewayv2_integration" "added" {
  for_each = var.functions

  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.added[each.key].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}
