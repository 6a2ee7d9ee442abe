from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_saves'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='origins_text',
            field=models.TextField(default='[]'),
        ),
        migrations.AddField(
            model_name='record',
            name='origins_text',
            field=models.TextField(default='[]'),
        ),
    ]
