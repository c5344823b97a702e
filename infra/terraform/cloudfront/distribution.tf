resource "aws_cloudfront_distribution" "api" {
  enabled         = true
  comment         = var.name
  aliases         = [var.domain]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  web_acl_id      = aws_wafv2_web_acl.firewall.arn
  tags            = var.tags

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }

  origin {
    origin_id   = "api"
    domain_name = var.origin_domain

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # The function times out at 28 s.
      origin_read_timeout = 30
    }

    # Takes the place of one that a caller sends.
    custom_header {
      name  = "x-origin-secret"
      value = var.origin_secret
    }
  }

  default_cache_behavior {
    target_origin_id       = "api"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    cached_methods         = ["GET", "HEAD"]
    compress               = true
    # Managed-CachingDisabled: a response for one caller is never another's.
    cache_policy_id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    # Managed-AllViewerExceptHostHeader: the gateway knows the API by its own host.
    origin_request_policy_id = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}

resource "aws_route53_record" "domain" {
  for_each = toset(var.hosted_zone_id == null ? [] : ["A", "AAAA"])

  zone_id = var.hosted_zone_id
  name    = var.domain
  type    = each.value

  alias {
    name    = aws_cloudfront_distribution.api.domain_name
    zone_id = aws_cloudfront_distribution.api.hosted_zone_id
    # CloudFront has no health to ask for.
    evaluate_target_health = false
  }
}
