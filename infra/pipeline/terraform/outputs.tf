output "deploy_role" {
  description = "For the parameter Deployer of infra/release-role.yml, which must trust it."
  value       = aws_iam_role.deploy.arn
}

output "console" {
  value = "https://${data.aws_region.here.region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/${aws_codepipeline.pipeline.name}/view"
}
