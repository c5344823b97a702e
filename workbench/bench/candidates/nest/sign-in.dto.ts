import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, MinLength } from 'class-validator';

export class SignInDto {
  @ApiProperty()
  @IsEmail()
  username!: string;

  @ApiProperty()
  @IsString()
  @MinLength(6)
  password!: string;
}
