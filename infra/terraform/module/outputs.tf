output "url" {
  description = "The API at the address that AWS gives it; documentation at /v1/docs below it."
  value       = var.stage_name == "$default" ? aws_apigatewayv2_api.api.api_endpoint : "${aws_apigatewayv2_api.api.api_endpoint}/${var.stage_name}"
}

output "api_id" {
  value = aws_apigatewayv2_api.api.id
}

output "stage_name" {
  value = aws_apigatewayv2_stage.stage.name
}

output "function_name" {
  value = aws_lambda_function.api.function_name
}

output "alias" {
  value = aws_lambda_alias.live.name
}

output "version" {
  description = "What the last apply published. Callers have it once the alias stands for it."
  value       = aws_lambda_function.api.version
}

output "role" {
  description = "Role that Google is told to trust; see google-credentials.md."
  value       = aws_iam_role.function.name
}

output "functions" {
  description = "Of the functions beside that of the API, workers included, by their names: function, what the last apply published, and role."
  value = {
    for name, one in aws_lambda_function.added : name => {
      function_name = one.function_name
      version       = one.version
      role          = aws_iam_role.added[name].name
    }
  }
}
