import { Inject, Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Env } from '../env.ts';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
const MAX_BYTES = 5_000_000;
/** Seconds in which the upload must have begun. */
const EXPIRES_IN = 300;

export class NewPicture {
  @IsIn(TYPES)
  @ApiProperty({ enum: TYPES, enumName: 'PictureType', example: 'image/png' })
  contentType!: (typeof TYPES)[number];

  @IsInt()
  @Min(1)
  @Max(MAX_BYTES)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_BYTES, example: 20_000 })
  bytes!: number;
}

export class Upload {
  @ApiProperty({
    format: 'uri',
    description: 'PUT the picture there, with the type and length that were said.',
  })
  url!: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: EXPIRES_IN, description: 'Seconds.' })
  expiresIn!: number;
}

/** Where pictures of products are. Callers send them to S3 themselves: they pass neither gateway nor function. */
@Injectable()
export class PictureStore {
  readonly #env: Env;

  constructor(@Inject(Env) env: Env) {
    this.#env = env;
  }

  /** Signs the upload of one picture, of this type and length and no other. */
  async signUpload(product: string, { contentType, bytes }: NewPicture): Promise<Upload> {
    // Lambda's runtime brings the SDK; a start that signs nothing does not load it.
    const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/s3-request-presigner'),
    ]);
    const { UPLOADS_BUCKET: Bucket, UPLOADS_ENDPOINT: endpoint } = this.#env;
    const client = new S3Client({
      // The SDK would sign the checksum of nothing: it does not have the picture.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      // A stand-in has no region and takes any credentials.
      ...(endpoint !== undefined && {
        endpoint,
        region: 'local',
        forcePathStyle: true,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    });
    const command = new PutObjectCommand({
      Bucket,
      Key: `products/${product}`,
      ContentType: contentType,
      ContentLength: bytes,
    });
    const signableHeaders = new Set(['content-type', 'content-length']);
    return {
      url: await getSignedUrl(client, command, { expiresIn: EXPIRES_IN, signableHeaders }),
      expiresIn: EXPIRES_IN,
    };
  }
}
