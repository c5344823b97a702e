/** Signs the upload of a picture. The SDK is loaded by the first caller who needs it, in every shop alike. */
export async function signUpload(product: string, contentType: string): Promise<{ url: string }> {
  const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  const command = new PutObjectCommand({
    Bucket: process.env['UPLOADS_BUCKET'],
    Key: `products/${product}`,
    ContentType: contentType,
  });
  return { url: await getSignedUrl(new S3Client({}), command, { expiresIn: 300 }) };
}
