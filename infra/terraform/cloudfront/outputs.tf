output "distribution_domain" {
  description = "Where the domain has to point."
  value       = aws_cloudfront_distribution.api.domain_name
}
