from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_together'),
    ]

    operations = [
        migrations.AddField(
            model_name='record',
            name='access',
            field=models.CharField(default='everyone', max_length=12),
        ),
        migrations.AddField(
            model_name='record',
            name='places',
            field=models.CharField(default='exact', max_length=8),
        ),
        migrations.AddField(
            model_name='record',
            name='was_shown',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='record',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
    ]
