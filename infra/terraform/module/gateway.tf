locals {
  routes = { for name, route in var.routes_definitions : name => route if !contains(var.left_out, route.route_key) }
  keys   = [for route in local.routes : route.route_key]
}

resource "aws_apigatewayv2_api" "api" {
  name                         = var.name
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = !var.execute_api
  tags                         = var.tags

  dynamic "cors_configuration" {
    for_each = length(var.cors_origins) > 0 ? [var.cors_origins] : []

    content {
      allow_origins  = cors_configuration.value
      allow_methods  = ["GET", "POST", "PUT", "PATCH", "DELETE"]
      allow_headers  = ["authorization", "content-type"]
      expose_headers = ["retry-after", "www-authenticate", "apigw-requestid"]
      max_age        = 600
      # Tokens travel in a header, never in a cookie.
      allow_credentials = false
    }
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.api.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.jwt.issuer
    audience = var.jwt.audience
  }
}

resource "aws_apigatewayv2_integration" "function" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.live.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "route" {
  for_each = local.routes

  api_id               = aws_apigatewayv2_api.api.id
  route_key            = each.value.route_key
  operation_name       = each.value.operation_name
  target               = "integrations/${each.value.function == null ? aws_apigatewayv2_integration.function.id : aws_apigatewayv2_integration.added[each.value.function].id}"
  authorization_type   = each.value.authorization_type
  authorizer_id        = each.value.authorization_type == "JWT" ? aws_apigatewayv2_authorizer.jwt.id : null
  authorization_scopes = each.value.authorization_scopes
}

# Outside this prefix log groups share one resource policy of limited size.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/http-api/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_apigatewayv2_stage" "stage" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = var.stage_name
  auto_deploy = true
  tags        = var.tags

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_rate_limit    = var.throttle.rate
    throttling_burst_limit   = var.throttle.burst
  }

  dynamic "route_settings" {
    for_each = { for key, limit in var.route_throttles : key => limit if contains(local.keys, key) }

    content {
      route_key                = route_settings.key
      detailed_metrics_enabled = true
      throttling_rate_limit    = route_settings.value.rate
      throttling_burst_limit   = route_settings.value.burst
    }
  }

  # No tokens, no headers, no paths as callers wrote them.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      time              = "$context.requestTimeEpoch"
      requestId         = "$context.requestId"
      ip                = "$context.identity.sourceIp"
      method            = "$context.httpMethod"
      route             = "$context.routeKey"
      status            = "$context.status"
      protocol          = "$context.protocol"
      bytes             = "$context.responseLength"
      ms                = "$context.responseLatency"
      integrationMs     = "$context.integrationLatency"
      integrationStatus = "$context.integrationStatus"
      integrationError  = "$context.integrationErrorMessage"
      authorizerError   = "$context.authorizer.error"
      subject           = "$context.authorizer.claims.sub"
    })
  }

  # It is rejected while it sets what there is no route for.
  depends_on = [aws_apigatewayv2_route.route]
}
