resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_lambda_function" "api" {
  function_name    = var.name
  role             = aws_iam_role.function.arn
  runtime          = "nodejs24.x"
  handler          = "lambda.handler"
  architectures    = [var.architecture]
  filename         = var.zip
  source_code_hash = filebase64sha256(var.zip)
  memory_size      = var.memory_mb
  # Below the 30 s of the integration: a caller is never told 503 while the function goes on and succeeds.
  timeout                        = 28
  publish                        = true
  reserved_concurrent_executions = var.reserved_concurrency
  tags                           = var.tags

  environment {
    variables = merge(
      { for key, value in var.environment : key => value if key != "ROUTE_SCOPES" },
      local.scopes_variable[""],
      local.of_gateway,
      local.of_origin,
    )
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.function.name
    log_format            = "JSON"
    application_log_level = "TRACE"
    system_log_level      = "INFO"
  }
}

# Node changes when we deploy, not in between: another one rejects the code cache.
resource "aws_lambda_runtime_management_config" "api" {
  function_name     = aws_lambda_function.api.function_name
  update_runtime_on = "FunctionUpdate"
}

# What the gateway invokes. Terraform makes it and leaves it alone from then on: who releases moves it, and the next apply does not undo
# a rollback.
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = aws_lambda_function.api.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

# This API at this stage, and no other caller.
resource "aws_lambda_permission" "gateway" {
  statement_id  = "gateway"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = aws_lambda_function.api.function_name
  qualifier     = aws_lambda_alias.live.name
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/${var.stage_name}/*"
}
