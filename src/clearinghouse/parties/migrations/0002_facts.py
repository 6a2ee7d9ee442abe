from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="government", name="is_least_developed"),
        migrations.RemoveField(model_name="government", name="is_landlocked_developing"),
        migrations.RemoveField(model_name="government", name="is_small_island_developing"),
        migrations.AddField(
            model_name="government",
            name="is_edited",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="StoredFact",
            fields=[
                ("identifier", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("sort", models.CharField(db_index=True, max_length=20)),
                ("text", models.TextField()),
            ],
            options={"ordering": ("identifier",)},
        ),
    ]
